/** Why a case stands where it stands, and what happens by itself next. */
export const WHY_VI = {
  'why.reported': 'Đã tiếp nhận ngày {date}, sắp hỏi nơi xử lý đầu tiên.',
  'why.asking': 'Sắp hỏi {holder}.',
  'why.askingAgain': 'Thư gửi {holder} không đến nơi; cơ quan này sắp được hỏi lại.',
  'why.waiting': 'Đang chờ {holder}, hạn {at}.',
  'why.overdueToday': 'Đang chờ {holder}, quá hạn từ {at}.',
  'why.overdue': 'Đang chờ {holder}, quá hạn {n} ngày làm việc.',
  'why.reallocating': 'Đang lập phương án điều chuyển vốn từ ngày {date}.',
  'why.moving': 'Đang làm thủ tục điều chuyển vốn {move} từ ngày {date}.',
  'why.paused': 'Tạm dừng từ ngày {date}: {reason}. Thời hạn không tính.',
  'why.cleared': 'Đã được xác nhận tháo gỡ ngày {date}.',
  'why.reallocated': 'Vốn đã chuyển theo {move} ngày {date}.',
  'why.outOfScope': 'Kết thúc ngày {date} vì ngoài thẩm quyền.',

  'why.mail.none': 'Thư đang được gửi.',
  'why.mail.sent': 'Thư gửi ngày {date}, chưa có tin báo đến.',
  'why.mail.delivered': 'Thư gửi ngày {date} đã đến.',
  'why.mail.bounced': 'Thư gửi ngày {date} bị hoàn lại.',
  'why.mail.complained': 'Thư gửi ngày {date} bị báo là thư rác.',
  'why.mail.suppressed': 'Thư gửi ngày {date} không gửi được: địa chỉ đang bị chặn.',

  'why.next': 'Việc tự động tiếp theo: {at} {act}.',
  'why.act.remind': 'nhắc lại',
  'why.act.askDeputy': 'hỏi cấp phó',
  'why.act.askAgain': 'hỏi lại',
  'why.act.climb': 'chuyển {next}',
  'why.act.resume': 'chạy tiếp',
} as const;
