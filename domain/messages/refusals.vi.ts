import type { RefusalCode } from '../errors.ts';

/**
 * One sentence for everything the product refuses: what is wrong, then what to do. `{name}`, `{name:dong}`, `{name:date}`,
 * `{name:at}` and `{name:count}` come from the refusal's details; what stands in `[[ ]]` is left out when they are missing.
 */
export const REFUSALS_VI = {
  'input.invalid': 'Nội dung gửi lên có chỗ chưa đúng. Xem các chỗ được đánh dấu.',
  'input.notJson': 'Nội dung gửi lên không phải JSON hợp lệ.',
  'input.tooLarge': 'Nội dung gửi lên quá lớn[[, tối đa {limit:count} byte]].',
  'input.contentType': 'Loại nội dung không được nhận[[: {contentType}]]. Dùng loại ghi trong tài liệu API.',
  'input.unknownUnit': 'Không có đơn vị hành chính với mã này[[: {unit}]].',
  'input.unknownOffice': 'Không có cơ quan, chức danh với mã này[[: {office}]].',
  'project.unknown': 'Không tìm thấy dự án[[ {project}]]. Chọn dự án trong danh sách.',
  'project.closed':
    'Dự án[[ {project}]] đã kết thúc nên không nhận thêm vướng mắc hoặc điều chuyển. Chọn dự án khác.',
  'blocker.unknown': 'Không tìm thấy vướng mắc[[ {blocker}]].',
  'report.decided':
    'Hồ sơ[[ {case}]] đã có ý kiến xử lý nên báo cáo không sửa được nữa. Bổ sung vào hồ sơ thay cho sửa.',
  'report.notYours': 'Báo cáo này của cơ quan khác. Chỉ cơ quan đã báo được sửa.',
  'report.changed': 'Báo cáo vừa thay đổi. Xem lại rồi gửi.',
  'attachment.missing': 'Tệp[[ {name}]] chưa tải lên xong. Tải lại tệp rồi gửi.',
  'attachment.differs': 'Tệp[[ {name}]] tải lên không khớp với tệp đã chọn. Tải lại tệp rồi gửi.',
  'attachment.tooMany': 'Hồ sơ đã có nhiều tệp nhất có thể[[: {limit:count}]]. Bỏ bớt tệp rồi gửi.',
  'attachment.nameNotType':
    'Đuôi tên tệp không khớp với loại tệp[[: {name}]]. Nhận ảnh JPG, PNG, HEIC, WEBP và tệp PDF, DOCX, XLSX.',
  'attachment.unknown': 'Không tìm thấy tệp này trong báo cáo.',
  'draft.unknown': 'Không tìm thấy bản nháp[[ {draft}]]. Bản nháp được giữ 30 ngày.',
  'draft.changed': 'Bản nháp đã được sửa ở máy khác[[ lúc {savedAt:at}]]. Chọn bản muốn giữ.',
  'import.unknown': 'Không tìm thấy lần nhập[[ {import}]].',
  'import.notUploaded': 'Tệp chưa tải lên xong. Chọn lại tệp.',
  'import.notWorkbook':
    'Tệp không phải bảng tính XLSX đọc được, hoặc có mật khẩu. Lưu lại dạng XLSX, không đặt mật khẩu.',
  'import.tooLarge': 'Nội dung tệp quá lớn khi mở ra[[, tối đa {limit:count} byte]]. Chia thành nhiều tệp.',
  'import.macros': 'Tệp có macro nên không được nhận. Lưu lại dạng XLSX không có macro.',
  'import.formulas':
    'Tệp có công thức[[ ở ô {cell}]]. Chép và dán dạng giá trị rồi tải lại, để số nhập vào đúng là số đã xem.',
  'import.tooManyRows': 'Tệp có quá nhiều dòng[[, tối đa {limit:count} dòng]]. Chia thành nhiều tệp.',
  'import.noRows': 'Trang tính không có dòng dữ liệu nào. Điền từ dòng thứ hai của mẫu.',
  'import.columnMissing': 'Chưa chỉ ra cột[[ {column}]]. Chọn cột tương ứng trong tệp.',
  'import.changed': 'Bản xem trước đã thay đổi. Xem lại rồi xác nhận.',
  'import.notConfirmed': 'Lần nhập này chưa được xác nhận nên không có gì để hoàn tác.',
  'import.undone': 'Lần nhập này đã được hoàn tác nên không nhập tiếp được. Tải tệp lên lần nữa.',
  'import.undoOver': 'Đã quá thời hạn hoàn tác[[, đến {until:at}]].',
  'case.unknown': 'Không tìm thấy hồ sơ[[ {case}]].',
  'case.closed': 'Hồ sơ[[ {case}]] đã kết thúc, không thay đổi được nữa.',
  'case.alreadyOpen': 'Vướng mắc này đã có hồ sơ đang mở[[: {case}]]. Bổ sung vào hồ sơ đó.',
  'case.wrongStatus': 'Hồ sơ đang ở bước không làm được việc này. Tải lại trang để xem bước hiện tại.',
  'case.changed': 'Hồ sơ vừa thay đổi. Xem lại rồi gửi.',
  'case.notPaused': 'Hồ sơ không ở trạng thái tạm dừng nên không có gì để chạy tiếp.',
  'case.reviewDateNotAhead': 'Ngày xem lại phải sau hôm nay[[, không phải {reviewOn:date}]].',
  'case.reviewDateTooFar':
    'Ngày xem lại không được quá một năm[[, muộn nhất là {latest:date}]]. Cần lâu hơn thì xem lại rồi tạm dừng tiếp.',
  'case.topRung': 'Hồ sơ đang ở bậc cao nhất nên không chuyển cấp được nữa.',
  'case.heldByIssuer':
    'Công văn do UBND Thành phố ban hành nên không gửi chính Chủ tịch UBND Thành phố. Đôn đốc bằng thư từ trang hồ sơ.',
  'case.belowCity': 'Chỉ cơ quan từ bậc sở, ngành trở lên được kết thúc hồ sơ vì ngoài thẩm quyền.',
  'case.confirmationDiffers':
    'Mã hồ sơ nhập lại chưa đúng[[: {case}]]. Nhập đúng mã của hồ sơ này để xác nhận.',
  'case.documentDateAhead': 'Ngày của văn bản[[ {number}]] không được sau hôm nay.',
  'case.documentKnown': 'Văn bản số này[[ ({number})]] đã được ghi vào hồ sơ.',
  'case.documentsFull': 'Hồ sơ đã ghi đủ[[ {limit:count}]] văn bản, không ghi thêm được.',
  'approval.unknown': 'Không tìm thấy yêu cầu xử lý này.',
  'approval.decided': 'Yêu cầu này đã có ý kiến. Ý kiến đã ghi được giữ nguyên.',
  'approval.expired': 'Yêu cầu này đã hết thời hạn trả lời[[ lúc {endedAt:at}]].',
  'approval.withdrawn': 'Yêu cầu này đã được thu hồi, không cần trả lời nữa.',
  'approval.undeliverable': 'Thư của yêu cầu này không đến nơi; cơ quan được hỏi lại bằng yêu cầu mới.',
  'approval.newerGeneration': 'Đường dẫn này đã cũ. Dùng đường dẫn trong thư mới nhất.',
  'approval.changed': 'Yêu cầu vừa thay đổi. Xem lại rồi gửi.',
  'approval.stalePage': 'Số liệu đã thay đổi từ khi trang này được mở. Xem lại rồi gửi.',
  'approval.outcomeNotOffered': 'Ý kiến này không có trong các lựa chọn. Chọn một ý kiến trên trang.',
  'approval.commentRequired': 'Ghi lý do hoặc chỉ đạo: ý kiến đã chọn cần có.',
  'approval.doByRequired': 'Ghi ngày xử lý xong, ví dụ 31/10/2024.',
  'approval.doByNotAhead': 'Ngày xử lý xong phải sau hôm nay[[, không phải {doBy:date}]].',
  'approval.documentRequired': 'Ghi đủ số, ngày và cơ quan ban hành của văn bản đã ký.',
  'approval.codeRequired': 'Nhập mã xác nhận: 6 số ghi trong thư.',
  'approval.codeWrong':
    'Mã xác nhận chưa đúng[[, còn {triesLeft:count} lần nhập]]. Mỗi thư có mã riêng: xem 6 số trong chính thư đã mở đường dẫn này.',
  'approval.codeLocked': 'Mã xác nhận đã khóa sau nhiều lần nhập sai. Lấy đường dẫn mới để nhận mã mới.',
  'approval.conflictOfInterest':
    'Cơ quan này đã trình hoặc báo việc này nên không quyết định được ở bước này.',
  'approval.alreadyVoted': 'Cơ quan này đã cho ý kiến. Mỗi cơ quan được tính một lần.',
  'approval.samePerson':
    'Người này đã quyết định một bước khác của lần điều chuyển này. Chuyển cho người khác của cơ quan.',
  'approval.noDeputy': 'Không còn ai khác của cơ quan này để chuyển. Báo tổ trực Khơi Thông.',
  'approval.urgedToday': 'Đã đôn đốc trong ngày làm việc này[[, lúc {urgedAt:at}]].',
  'approval.crossSite': 'Yêu cầu đến từ một trang khác nên không được nhận. Mở lại đường dẫn trong thư.',
  'link.unknown': 'Đường dẫn không dùng được. Mở lại từ thư mới nhất.',
  'office.unknown': 'Không tìm thấy cơ quan, chức danh[[ {office}]].',
  'office.changed': 'Cơ quan, chức danh này vừa được người khác sửa. Xem lại rồi gửi.',
  'ladder.unknownRung': 'Thang xử lý không có bậc[[ {rung}]] này. Báo tổ trực Khơi Thông.',
  'calendar.yearMissing': 'Chưa có lịch ngày làm việc của năm[[ {year}]]. Bổ sung lịch rồi làm lại.',
  'calendar.changed': 'Lịch ngày làm việc vừa thay đổi. Xem trước lại rồi ghi.',
  'move.unknown': 'Không tìm thấy lần điều chuyển vốn[[ {move}]].',
  'move.wrongStatus':
    'Điều chuyển vốn đang ở bước không làm được việc này. Tải lại trang để xem bước hiện tại.',
  'move.changed': 'Điều chuyển vốn vừa thay đổi. Xem lại rồi gửi.',
  'move.figuresChanged':
    'Số liệu của dự án[[ {project}]] đã thay đổi từ khi trang này được mở[[, nay còn {limit:dong}]]. Xem lại các dòng rồi gửi.',
  'move.tooLarge':
    'Một lần điều chuyển ghi sổ trọn trong một lần ghi, nên có nhiều nhất[[ {mostLines:count} dòng và {mostOwners:count} chủ đầu tư (đang có {lines:count} dòng, {owners:count} chủ đầu tư)]]. Tách thành nhiều lần điều chuyển.',
  'move.unbalanced':
    'Tổng giảm và tổng tăng chưa bằng nhau[[: giảm {out:dong}, tăng {in:dong}]]. Sửa để hai bên bằng nhau.',
  'move.amountNotPositive':
    'Số vốn của mỗi dòng phải là số nguyên lớn hơn 0 đồng. Nhập lại bằng đồng, không âm, không lẻ.',
  'move.aboveIdle':
    'Số giảm lớn hơn vốn đang nằm chờ của dự án[[ {project}]][[, còn {limit:dong}]]. Nhập số nhỏ hơn hoặc thêm dự án giảm.',
  'move.aboveAbsorbable':
    'Số tăng lớn hơn khả năng giải ngân còn lại của dự án[[ {project}]][[, còn {limit:dong}]]. Nhập số nhỏ hơn hoặc thêm dự án nhận.',
  'move.belowDisbursed':
    'Sau điều chuyển, vốn của dự án[[ {project}]] sẽ thấp hơn số đã giải ngân[[; giảm được nhiều nhất {limit:dong}]]. Nhập số nhỏ hơn.',
  'move.duplicateLine':
    'Mỗi dự án chỉ có một dòng giảm hoặc tăng[[; {project} xuất hiện hai lần]]. Gộp thành một dòng.',
  'move.donorIsRecipient': 'Một dự án không thể vừa giảm vừa tăng vốn[[: {project}]]. Bỏ một trong hai dòng.',
  'move.recipientNotInPlan':
    'Dự án nhận vốn[[ {project}]] không có trong kế hoạch đầu tư công trung hạn. Chọn dự án khác.',
  'move.recipientProceduresIncomplete':
    'Dự án nhận vốn[[ {project}]] chưa đủ thủ tục đầu tư. Chọn dự án khác.',
  'move.budgetSourceDiffers':
    'Dự án giảm và dự án tăng phải cùng nguồn ngân sách[[: {project} khác nguồn]]. Chọn dự án cùng nguồn.',
  'move.aboveTotalInvestment':
    'Sau điều chuyển, vốn của dự án[[ {project}]] vượt tổng mức đầu tư[[; tăng được nhiều nhất {limit:dong}]]. Nhập số nhỏ hơn.',
  'move.afterDeadline':
    'Đã quá ngày được điều chỉnh kế hoạch vốn của năm[[: {deadline:date}]]. Xem trường hợp được kéo dài, hoặc đưa vào kế hoạch năm sau.',
  'move.decidedElsewhere':
    'Vốn của dự án[[ {project}]] không do Thành phố quyết định điều chuyển. Gửi đề xuất lên cấp có thẩm quyền.',
  'move.owesFirst':
    'Dự án[[ {project}]] phải trả nợ đọng xây dựng cơ bản và thu hồi vốn ứng trước rồi mới giảm vốn[[; giảm được nhiều nhất {limit:dong}]]. Nhập số nhỏ hơn.',
  'move.noRecipient':
    'Chưa đủ dự án nhận được số vốn này theo quy tắc hiện hành[[, nhiều nhất {placeable:dong}]].',
  'move.nothingIdle': 'Dự án[[ {project}]] không có vốn nằm chờ để điều chuyển. Chọn dự án khác.',
  'move.stopped': 'Điều chuyển vốn đã bị dừng trong thời gian chờ hiệu lực.',
  'move.stillCoolingOff': 'Điều chuyển vốn đang chờ hiệu lực[[ đến {until:at}]], chưa ghi sổ được.',
  'move.documentUsed':
    'Văn bản này[[ ({number})]] đã dùng cho một lần điều chuyển khác[[: {move}]]. Xem lại số, ngày trên văn bản đã ký.',
  'move.fileKept': 'Văn bản này[[ của {move}]] đã có tệp. Tệp đã lưu không thay được.',
  'move.documentDateAhead':
    'Ngày ban hành văn bản không được sau hôm nay[[: {issuedOn:date}]]. Xem lại ngày trên văn bản đã ký.',
  'move.documentDateBefore':
    'Ngày ban hành không được trước ngày của văn bản mà nó thực hiện hoặc hủy bỏ[[: {before}, {beforeOn:date}]]. Xem lại ngày trên văn bản đã ký.',
  'execution.unknown': 'Không tìm thấy lượt chạy này, hoặc không chạy lại riêng được.',
  'execution.running': 'Lượt chạy này không hỏng nên không cần chạy lại.',
  'plan.unknown': 'Không tìm thấy phương án[[ {plan}]]. Tính lại phương án từ trang lập phương án.',
  'plan.figuresChanged': 'Số liệu đã thay đổi từ khi phương án được tính. Tính lại, xem lại rồi lập dự thảo.',
  'plan.nothingToDraft': 'Phương án này không có dòng nào để lập dự thảo. Nới điều kiện rồi tính lại.',
  'plan.nothingInTime':
    'Chưa tìm được phương án nào trong thời gian cho phép. Bớt dòng cố định, mức trần hoặc mức tối thiểu rồi tính lại.',
  'plan.dateOutside': 'Ngày tính phải sau hôm nay và không quá ngày cuối được giải ngân[[, {until:date}]].',
  'plan.fixedExcluded':
    'Dự án[[ {project}]] vừa giữ cố định vừa bị loại khỏi phương án. Bỏ một trong hai điều kiện.',
  'plan.fixedOutside':
    'Dự án[[ {project}]] giữ cố định không thuộc nguồn vốn và năm kế hoạch của phương án. Bỏ dòng này hoặc chọn nguồn vốn khác.',
  'plan.changed': 'Phương án vừa được người khác đặt tên lại. Tải lại trang rồi làm lại.',
  'weekly.notKept':
    'Không có số liệu đầu và cuối của tuần[[ {week}]]. Chọn tuần khác[[, từ {first} đến {present}]].',
  'weekly.ahead': 'Tuần[[ {week}]] chưa đến. Chọn tuần này[[ ({present})]] hoặc tuần đã qua.',
  'receipt.brokenChain': 'Nhật ký hồ sơ không khớp dấu kiểm tra. Dừng thao tác và báo tổ trực Khơi Thông.',
  'auth.required': 'Cần đăng nhập để xem mục này.',
  'auth.forbidden': 'Chức danh này không được làm việc này. Nếu cần, báo tổ trực Khơi Thông.',
  'auth.otherUnit': 'Việc này thuộc quận, huyện khác. Mỗi đơn vị chỉ làm được việc của mình.',
  'route.unknown': 'Không có trang hoặc chức năng ở địa chỉ này.',
  'system.notSetUp':
    'Hệ thống chưa được nạp đủ lịch ngày làm việc, bậc xử lý và quy tắc về vốn. Tổ trực Khơi Thông nạp xong thì dùng được.',
  'system.busy': 'Hệ thống đang bận. Xem lại sau ít phút; chỉ gửi lại nội dung chưa thấy được ghi.',
  'system.unexpected': 'Hệ thống gặp lỗi ngoài dự kiến. Thử lại; nếu vẫn lỗi, báo tổ trực Khơi Thông.',
} as const satisfies Record<RefusalCode, string>;

/** What is wrong with one field: by the rule it breaks, or better, by what the field wants. */
export const FIELDS_VI = {
  required: 'Chỗ này còn trống.',
  invalid: 'Nội dung chỗ này chưa đúng.',
  invalid_type: 'Thiếu nội dung, hoặc không đúng loại.',
  too_small: 'Nội dung quá ngắn hoặc số quá nhỏ.',
  too_big: 'Nội dung quá dài hoặc số quá lớn.',
  invalid_format: 'Nội dung không đúng dạng.',
  invalid_value: 'Giá trị không có trong danh sách.',
  invalid_union: 'Nội dung không khớp dạng nào được nhận.',
  unrecognized_keys: 'Có mục không được nhận.',
  not_multiple_of: 'Phải là số nguyên.',
  'text.control': 'Có ký tự không đọc được. Xóa rồi gõ lại.',
  'date.outside': 'Năm phải từ 1900 đến 2999.',
  'instant.invalid': 'Thời điểm không có thật.',
  'page.cursor': 'Trang tiếp theo không còn dùng được. Xem lại từ trang đầu.',
  'page.limit': 'Mỗi trang từ 1 đến 100 dòng.',
  'blocker.exists': 'Mã này đã dùng cho một báo cáo khác. Tạo mã mới rồi gửi.',
  'member.unknown': 'Cơ quan không có người dùng địa chỉ này.',
  'member.taken': 'Địa chỉ này đã là của người khác trong cơ quan.',
  'span.empty': 'Ngày hết phải sau ngày bắt đầu.',
  'date.past': 'Chọn hôm nay hoặc ngày sau.',
  'member.laterAppointed': 'Chức danh này đã có người nhận từ một ngày sau đó. Kết thúc việc đó trước.',
  'absence.unknown': 'Không có lần vắng mặt này.',
  'day.twice': 'Mỗi ngày ghi một lần.',
  'day.notWeekend': 'Chỉ thứ Bảy, Chủ nhật mới làm bù được.',
  'day.offAlready': 'Ngày này đã là ngày nghỉ.',
  'day.worksAlready': 'Ngày này đã là ngày làm việc.',
  'day.notListed': 'Lịch không ghi riêng ngày này.',
  'at.outcome': 'Chọn một ý kiến.',
  'at.comment': 'Lý do hoặc chỉ đạo dài tối đa 1.000 ký tự.',
  'at.doBy': 'Ghi ngày xử lý xong, ví dụ 31/10/2024.',
  'at.doBy.too_big': 'Ngày xử lý xong quá xa. Chọn ngày gần hơn.',
  'at.document.number': 'Ghi số, ký hiệu văn bản, ví dụ 45/NQ-HĐND.',
  'at.document.issuedOn': 'Ghi ngày ban hành, ví dụ 14/11/2024.',
  'at.document.issuer': 'Ghi cơ quan ban hành, ví dụ HĐND Thành phố Hồ Chí Minh.',
  'at.projectId': 'Chọn dự án trong danh sách.',
  'at.category': 'Chọn loại vướng mắc.',
  'at.authorityLevel': 'Chọn cấp có thẩm quyền giải quyết.',
  'at.cause': 'Chọn nguyên nhân chủ quan hoặc khách quan.',
  'at.description': 'Mô tả vướng mắc, tối đa 500 ký tự.',
  'at.request': 'Ghi đề nghị cụ thể, tối đa 300 ký tự.',
  'at.requestBy': 'Ghi ngày cần xong, ví dụ 31/10/2024.',
  'at.householdsLeft': 'Nhập số hộ còn lại, ví dụ 412.',
  'at.reviewOn': 'Ghi ngày xem lại, ví dụ 31/10/2024.',
  'at.number': 'Ghi số, ký hiệu văn bản, ví dụ 45/NQ-HĐND.',
  'at.issuedOn': 'Ghi ngày ban hành, ví dụ 14/11/2024.',
  'at.issuer': 'Ghi cơ quan ban hành, ví dụ HĐND Thành phố Hồ Chí Minh.',
  'at.reason': 'Ghi lý do, tối đa 1.000 ký tự.',
  'at.donors': 'Chọn từ 1 đến 30 dự án giảm vốn.',
  'at.recipients': 'Chọn từ 1 đến 30 dự án nhận vốn.',
  'at.week': 'Ghi tuần theo ISO 8601, ví dụ 2024-W41.',
  'at.cut': 'Ghi tháng, ví dụ 2024-07.',
  'at.amount': 'Nhập số tiền bằng đồng, là số nguyên lớn hơn 0.',
  'at.most': 'Nhập mức trần bằng đồng, là số nguyên không âm.',
  'at.leastLine': 'Nhập mức tối thiểu của một dòng bằng đồng, là số nguyên lớn hơn 0.',
  'at.maxRecipients': 'Nhập số dự án nhận vốn, từ 1 đến 30.',
} as const;
