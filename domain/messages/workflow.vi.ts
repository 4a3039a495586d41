/** The state machines as people see them on a case: names of machines, states and arrows, and what each does. */
export const WORKFLOW_VI = {
  'machine.unblock-project': 'Tháo gỡ một hồ sơ',
  'machineNote.unblock-project':
    'Một hồ sơ từ lúc báo đến khi kết thúc: xem hồ sơ đang ở đâu rồi làm việc tiếp theo. Việc bất thường được chuyển cho tổ trực, không bao giờ làm mất hồ sơ.',
  'state.unblock-project.Begin': 'Bắt đầu',
  'stateNote.unblock-project.Begin': 'Mỗi vướng mắc chỉ bắt đầu một tiến trình, mang mã của vướng mắc',
  'state.unblock-project.Open the case': 'Mở hồ sơ',
  'stateNote.unblock-project.Open the case': 'Mở hồ sơ của vướng mắc, hoặc lấy hồ sơ đang mở',
  'state.unblock-project.Look where the case stands': 'Xem hồ sơ đang ở đâu',
  'stateNote.unblock-project.Look where the case stands':
    'Tình trạng luôn đọc từ cơ sở dữ liệu; tiến trình không tự nhớ',
  'state.unblock-project.What follows?': 'Làm gì tiếp?',
  'stateNote.unblock-project.What follows?': 'Chỉ theo kết quả vừa đọc',
  'state.unblock-project.Climb the ladder': 'Đi theo thang xử lý',
  'stateNote.unblock-project.Climb the ladder': 'Cho đến khi hồ sơ rời thang',
  'state.unblock-project.Wait until the pause is looked at again': 'Chờ đến ngày xem lại',
  'stateNote.unblock-project.Wait until the pause is looked at again':
    'Thời gian tạm dừng: xem lại mỗi ngày làm việc và vào ngày đã hẹn',
  'state.unblock-project.Reallocate the idle capital': 'Điều chuyển vốn nằm chờ',
  'stateNote.unblock-project.Reallocate the idle capital':
    'Cho đến khi điều chuyển được ghi sổ hoặc không thông qua; không thông qua thì hồ sơ trở lại thang',
  'state.unblock-project.Step is unknown': 'Bước chưa biết',
  'stateNote.unblock-project.Step is unknown':
    'Bước mới hơn tiến trình này; tổ trực chuyển hồ sơ sang tiến trình mới',
  'state.unblock-project.Call the operator': 'Gọi tổ trực',
  'stateNote.unblock-project.Call the operator':
    'Tổ trực nhận một yêu cầu; trả lời xong thì hồ sơ đi tiếp. Chưa trả lời thì gọi lại mỗi ngày',
  'state.unblock-project.Is there a case?': 'Đã có hồ sơ chưa?',
  'stateNote.unblock-project.Is there a case?': 'Đi tiếp từ chỗ đã dừng',
  'state.unblock-project.The case is closed': 'Hồ sơ kết thúc',
  'stateNote.unblock-project.The case is closed': 'Đã tháo gỡ, đã điều chuyển hoặc ngoài thẩm quyền',
  'machine.climb-ladder': 'Đi theo thang xử lý',
  'machineNote.climb-ladder':
    'Đưa một hồ sơ lên thang: hỏi cơ quan đang giữ, nhận ý kiến, xem hồ sơ đang ở đâu, rồi hỏi cơ quan tiếp theo, cho đến khi hồ sơ cần việc khác.',
  'state.climb-ladder.Ask the office': 'Hỏi cơ quan',
  'stateNote.climb-ladder.Ask the office': 'Lập yêu cầu mà hồ sơ đang cần, hoặc lấy yêu cầu đang mở',
  'state.climb-ladder.Is somebody asked?': 'Có ai đang được hỏi?',
  'stateNote.climb-ladder.Is somebody asked?': 'Hồ sơ có thể đã tạm dừng hoặc kết thúc',
  'state.climb-ladder.Collect the decision': 'Nhận ý kiến',
  'stateNote.climb-ladder.Collect the decision': 'Mỗi yêu cầu một tiến trình con',
  'state.climb-ladder.Look where the case stands': 'Xem hồ sơ đang ở đâu',
  'stateNote.climb-ladder.Look where the case stands':
    'Ý kiến đã được ghi vào hồ sơ khi gửi; ở đây chỉ xem việc tiếp theo',
  'state.climb-ladder.Does the ladder go on?': 'Còn đi tiếp trên thang?',
  'stateNote.climb-ladder.Does the ladder go on?': 'Chỉ theo kết quả vừa đọc',
  'state.climb-ladder.The case leaves the ladder': 'Hồ sơ rời thang',
  'stateNote.climb-ladder.The case leaves the ladder': 'Tạm dừng, điều chuyển vốn hoặc kết thúc',
  'machine.collect-decision': 'Nhận ý kiến của một yêu cầu',
  'machineNote.collect-decision':
    'Chờ ý kiến đến mốc tiếp theo (nhắc lại, hỏi cấp phó, hết thời hạn), làm việc đến hạn rồi chờ tiếp, cho đến khi yêu cầu kết thúc. Im lặng là hết thời hạn, không bao giờ là đồng ý.',
  'state.collect-decision.Plan the wait': 'Tính thời gian chờ',
  'stateNote.collect-decision.Plan the wait': 'Làm việc đến hạn và tính mốc tiếp theo',
  'state.collect-decision.Has the approval ended?': 'Yêu cầu đã kết thúc?',
  'stateNote.collect-decision.Has the approval ended?': 'Chỉ theo kết quả vừa đọc',
  'state.collect-decision.Wait for the answer': 'Chờ ý kiến',
  'stateNote.collect-decision.Wait for the answer': 'Ý kiến đến thì tiến trình thức dậy và đọc lại yêu cầu',
  'state.collect-decision.The approval has ended': 'Yêu cầu đã kết thúc',
  'stateNote.collect-decision.The approval has ended':
    'Đã có ý kiến, hết thời hạn, được thu hồi hoặc thư không đến nơi',
  'machine.reallocate-capital': 'Điều chuyển vốn nằm chờ',
  'machineNote.reallocate-capital':
    'Đưa vốn nằm chờ của hồ sơ đi theo trình tự: dự thảo, chủ đầu tư xác nhận, thẩm định, chủ tịch trình, HĐND ra nghị quyết, UBND ra quyết định, chờ hiệu lực, ghi sổ. Mỗi bước của người là một yêu cầu xử lý; bước cuối đọc lại tất cả trước khi ghi.',
  'state.reallocate-capital.Is a move given?': 'Đã có dự thảo?',
  'stateNote.reallocate-capital.Is a move given?':
    'Kế hoạch và tài chính có thể lập trước; nếu không thì tiến trình tự lập',
  'state.reallocate-capital.Draft the move': 'Lập dự thảo',
  'stateNote.reallocate-capital.Draft the move':
    'Giảm ở dự án của hồ sơ, tăng ở dự án nhận được theo thứ tự ưu tiên',
  'state.reallocate-capital.Was a move drafted?': 'Lập được dự thảo?',
  'stateNote.reallocate-capital.Was a move drafted?':
    'Không lập được khi không còn nơi nhận; hồ sơ trở lại thang',
  'state.reallocate-capital.Look where the move stands': 'Xem điều chuyển đang ở đâu',
  'stateNote.reallocate-capital.Look where the move stands':
    'Tình trạng luôn đọc từ cơ sở dữ liệu; tiến trình không tự nhớ',
  'state.reallocate-capital.What follows?': 'Làm gì tiếp?',
  'stateNote.reallocate-capital.What follows?': 'Chỉ theo kết quả vừa đọc',
  'state.reallocate-capital.Ask the offices': 'Hỏi các cơ quan',
  'stateNote.reallocate-capital.Ask the offices':
    'Chủ đầu tư, các cơ quan thẩm định, chủ tịch, thư ký HĐND hoặc UBND, tùy bước',
  'state.reallocate-capital.Collect the decisions': 'Nhận các ý kiến',
  'stateNote.reallocate-capital.Collect the decisions': 'Hỏi cùng lúc; đủ số ý kiến thì thu hồi phần còn lại',
  'state.reallocate-capital.Collect one decision': 'Nhận một ý kiến',
  'stateNote.reallocate-capital.Collect one decision': 'Mỗi yêu cầu một tiến trình con',
  'state.reallocate-capital.Let the cooling-off pass': 'Chờ hiệu lực',
  'stateNote.reallocate-capital.Let the cooling-off pass':
    'Những ngày làm việc mà người được ghi tên có thể báo không phải mình',
  'state.reallocate-capital.Commit the move': 'Ghi sổ',
  'stateNote.reallocate-capital.Commit the move':
    'Bắt đầu chờ hiệu lực, hoặc kiểm tra số liệu hôm nay rồi ghi giảm, ghi tăng, hoặc dừng',
  'state.reallocate-capital.Does a case wait for the move?': 'Có hồ sơ đang chờ?',
  'stateNote.reallocate-capital.Does a case wait for the move?':
    'Chỉ dự thảo lập trước mới chạy không có hồ sơ',
  'state.reallocate-capital.The case is told': 'Báo cho hồ sơ',
  'stateNote.reallocate-capital.The case is told': 'Tiến trình của hồ sơ gọi tổ trực rồi đi tiếp',
  'state.reallocate-capital.Call the operator': 'Gọi tổ trực',
  'stateNote.reallocate-capital.Call the operator':
    'Tổ trực nhận một yêu cầu; trả lời xong thì đi tiếp. Chưa trả lời thì gọi lại mỗi ngày',
  'state.reallocate-capital.The move has ended': 'Điều chuyển kết thúc',
  'stateNote.reallocate-capital.The move has ended': 'Đã ghi sổ hoặc không thông qua',
  'arrow.climb': 'còn việc trên thang',
  'arrow.pause': 'đang tạm dừng',
  'arrow.reallocate': 'chuyển vốn',
  'arrow.done': 'đã kết thúc',
  'arrow.asked': 'có',
  'arrow.ended': 'đã kết thúc',
  'arrow.moveGiven': 'đã có',
  'arrow.drafted': 'lập được',
  'arrow.ask': 'cần ý kiến',
  'arrow.wait': 'chờ hiệu lực',
  'arrow.commit': 'ghi sổ',
  'arrow.hasCase': 'đã có',
  'arrow.waitingCase': 'có',
  'arrow.timeout': 'đến mốc tiếp theo',
  'arrow.error': 'lỗi bất thường',
  'arrow.otherwise': 'còn lại',
} as const;
