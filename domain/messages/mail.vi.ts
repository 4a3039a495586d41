/** Mails: subjects without amounts or codes, bodies in the order of the action page. */
export const MAIL_VI = {
  'mail.subject': '[Khơi Thông] {rest}',
  'mail.subject.clearBlocker': 'Xin ý kiến trước {date}: {project}',
  'mail.subject.answerQuestion': 'Đề nghị bổ sung trước {date}: {project}',
  'mail.subject.confirmCleared': 'Đề nghị xác nhận trước {date}: {project}',
  'mail.subject.confirmMove': 'Đề nghị xác nhận số liệu trước {date}: {project}',
  'mail.subject.appraiseMove': 'Xin ý kiến thẩm định trước {date}: {project}',
  'mail.subject.submitMove': 'Xin ý kiến trình trước {date}: {project}',
  'mail.subject.resolveMove': 'Đề nghị ghi nghị quyết trước {date}: {project}',
  'mail.subject.decideMove': 'Đề nghị ghi quyết định trước {date}: {project}',
  'mail.subject.recoverCase': 'Cần xử lý sự cố trước {date}: {project}',
  'mail.subject.remind': 'Nhắc lần {nth}: {project}, hạn {date}',
  'mail.subject.overdue': 'Đã quá hạn: {project}, hạn {date}',
  'mail.subject.deputy': 'Đề nghị trả lời thay trước {date}: {project}',
  'mail.subject.urge': 'Đôn đốc: {project}, hạn {date}',
  'mail.subject.freshLink': 'Đường dẫn mới: {project}, hạn {date}',
  'mail.subject.receipt': 'Đã ghi ý kiến: {project}',
  'mail.subject.movedOn': 'Không cần trả lời nữa: {project}',
  'mail.subject.caseEscalated': 'Đã chuyển cấp trên: {project}',
  'mail.subject.caseSupplemented': 'Có bổ sung: {project}',
  'mail.subject.caseCleared': 'Đã tháo gỡ: {project}',
  'mail.subject.caseOutOfScope': 'Ngoài thẩm quyền, đã kết thúc: {project}',
  'mail.subject.caseReallocated': 'Đã điều chuyển vốn: {project}',
  'mail.subject.moveCommitted': 'Điều chuyển vốn đã ghi sổ: {project}',
  'mail.subject.moveRejected': 'Điều chuyển vốn không thông qua: {project}',
  'mail.subject.coolingOff': 'Điều chuyển vốn chờ hiệu lực: {project}',

  'mail.dear': 'Kính gửi {post},',
  'mail.ask.clearBlocker':
    'Dự án {project} đang có vướng mắc cần tháo gỡ. Kính đề nghị {post} cho ý kiến xử lý.',
  'mail.ask.answerQuestion':
    'Hồ sơ của dự án {project} cần bổ sung thông tin để được xem xét tiếp. Kính đề nghị {post} trả lời.',
  'mail.ask.confirmCleared':
    'Vướng mắc của dự án {project} đã có nơi nhận xử lý, với ngày hẹn xong dưới đây. Kính đề nghị {post} xác nhận kết quả trên thực tế.',
  'mail.ask.confirmMove':
    'Phương án điều chuyển vốn liên quan dự án {project} dùng số liệu của chủ đầu tư. Kính đề nghị {post} xác nhận và chịu trách nhiệm về số liệu của dự án mình.',
  'mail.ask.appraiseMove':
    'Phương án điều chuyển vốn liên quan dự án {project} cần thẩm định. Kính đề nghị {post} cho ý kiến.',
  'mail.ask.submitMove':
    'Phương án điều chuyển vốn liên quan dự án {project} đã thẩm định xong. Kính đề nghị {post} xem xét, trình HĐND Thành phố.',
  'mail.ask.resolveMove':
    'Phương án điều chuyển vốn liên quan dự án {project} đã trình HĐND Thành phố. Kính đề nghị {post} ghi kết quả và số, ngày nghị quyết.',
  'mail.ask.decideMove':
    'HĐND Thành phố đã ra nghị quyết về phương án điều chuyển vốn liên quan dự án {project}. Kính đề nghị {post} ghi kết quả và số, ngày quyết định của UBND Thành phố.',
  'mail.ask.recoverCase':
    'Việc xử lý tự động liên quan dự án {project} đã dừng vì một sự cố. Kính đề nghị {post} kiểm tra rồi cho chạy tiếp.',
  'mail.by': 'Xin trả lời trước {at}.',
  'mail.overdue': 'Đã quá hạn từ {at}. Vẫn nhận ý kiến đến {ends}.',
  'mail.stopped': 'Hồ sơ đang tạm dừng, thời hạn không tính.',
  'mail.why': 'Cách tính hạn: {explanation}.',
  'mail.lead.remind': 'Đây là thư nhắc lần {nth}; yêu cầu dưới đây chưa có ý kiến.',
  'mail.lead.deputy':
    '{office} chưa có ý kiến. Đề nghị {post} trả lời thay; ý kiến nào đến trước thì được ghi.',
  'mail.lead.duty': '{office} chưa có người xử lý. Đề nghị tổ trực trả lời thay.',
  'mail.lead.urge': 'Lãnh đạo Thành phố đề nghị sớm cho ý kiến về yêu cầu dưới đây.',
  'mail.lead.freshLink':
    'Dưới đây là đường dẫn mới theo đề nghị. Mã xác nhận bên dưới chỉ dùng với đường dẫn này.',
  'mail.moreFacts': 'Còn {n} mục quyết định khác ở trang xử lý, xin xem hết trước khi trả lời.',
  'mail.open': 'Mở trang xử lý',
  'mail.openCase': 'Xem hồ sơ',
  'mail.openMove': 'Xem điều chuyển',
  'mail.openResult': 'Xem ý kiến đã ghi',
  'mail.code': 'Mã xác nhận',
  'mail.notSentYet': 'Mở đường dẫn chưa gửi ý kiến nào.',
  'mail.project': 'Dự án',
  'mail.caseId': 'Mã hồ sơ',
  'mail.moveId': 'Mã điều chuyển',
  'mail.footer.post':
    'Thư gửi theo chức danh. Xin không chuyển tiếp: nếu không phải việc của mình, chọn “Không phải việc của tôi” ở trang xử lý.',
  'mail.footer.postOnly':
    'Thư gửi theo chức danh. Xin không chuyển tiếp; nếu không phải việc của mình, báo tổ trực.',
  'mail.footer.copy': 'Không bấm được nút? Chép địa chỉ:',
  'mail.footer.told': 'Thư gửi theo chức danh để biết, không cần trả lời.',
  'mail.footer.help': 'Cần hỗ trợ: tổ trực Khơi Thông, giờ hành chính.',

  'mail.receipt.lead': 'Ý kiến “{outcome}” đã được ghi lúc {at}.',
  'mail.receipt.follows': 'Việc tiếp theo: {consequence}',
  'mail.receipt.notMe': 'Nếu ý kiến này không do {post} gửi, báo ngay tổ trực Khơi Thông kèm mã {id}.',
  'mail.receipt.notMeStop':
    'Nếu ý kiến này không do {post} gửi, mở đường dẫn và chọn “Không phải tôi làm” trước {at}: điều chuyển vốn sẽ dừng.',
  'mail.receipt.notMeStopSoon':
    'Nếu ý kiến này không do {post} gửi, mở đường dẫn và chọn “Không phải tôi làm” trong thời gian chờ hiệu lực: điều chuyển vốn sẽ dừng.',
  'mail.movedOn.lead': 'Yêu cầu về dự án {project} không còn cần trả lời. Đường dẫn đã gửi ngừng dùng.',
  'mail.movedOn.holder': 'Đang giữ việc: {post}.',
  'mail.notice.caseEscalated':
    'Hồ sơ của dự án {project} đã chuyển {holder} xem xét. Nơi đã được hỏi vẫn xem được hồ sơ.',
  'mail.notice.caseSupplemented':
    'Nơi báo vừa sửa hoặc bổ sung hồ sơ của dự án {project}. Mở trang xử lý trong thư đã nhận để xem bản mới.',
  'mail.notice.caseCleared': 'Vướng mắc của dự án {project} đã được xác nhận tháo gỡ. Hồ sơ kết thúc.',
  'mail.notice.caseOutOfScope':
    'Hồ sơ của dự án {project} kết thúc vì ngoài thẩm quyền tháo gỡ của Thành phố.',
  'mail.notice.caseReallocated':
    'Vốn chưa giải ngân được của dự án {project} đã chuyển sang dự án khác. Hồ sơ kết thúc.',
  'mail.notice.moveCommitted': 'Điều chuyển vốn liên quan dự án {project} đã ghi sổ.',
  'mail.notice.moveRejected':
    'Điều chuyển vốn liên quan dự án {project} không thông qua. Vốn giữ nguyên, không còn giữ chỗ; cơ quan lập có thể lập dự thảo mới theo số liệu hiện tại.',
  'mail.notice.coolingOffOpen':
    'UBND Thành phố đã ra quyết định điều chuyển vốn liên quan dự án {project}. Điều chuyển đang chờ hiệu lực và còn dừng được.',
  'mail.notice.coolingOff':
    'UBND Thành phố đã ra quyết định điều chuyển vốn liên quan dự án {project}. Chờ hiệu lực đến {at}; đến lúc đó còn dừng được.',
} as const;
