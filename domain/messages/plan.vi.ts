/** Forecasts, plans of moves, and why conditions cannot hold together. */
export const PLAN_VI = {
  'forecast.history': 'Đã có {n} tháng giải ngân, mỗi ngày làm việc trung bình {amount}.',
  'forecast.thinHistory': 'Mới có {n} tháng giải ngân: chưa đủ số liệu, dựa vào khả năng chủ đầu tư báo.',
  'forecast.declared': 'Chủ đầu tư báo còn giải ngân được {amount} đến hạn.',
  'forecast.nothingDeclared': 'Chủ đầu tư báo không còn giải ngân được trước hạn.',
  'forecast.openCase': 'Hồ sơ {case} đang mở, dự kiến còn {n} ngày làm việc theo thang xử lý.',
  'forecast.households': 'Còn {n} hộ chưa bàn giao mặt bằng.',
  'forecast.yearEnd':
    'Còn {n} ngày làm việc; cuối năm tiền ra nhanh gấp {factor} lần bình quân (giả định minh họa).',

  'planLine.idle': 'Toàn bộ {amount} đang nằm chờ.',
  'planLine.partOfIdle': 'Một phần của {amount} đang nằm chờ.',
  'planLine.fixed': 'Dòng do người lập phương án giữ cố định.',
  'planLine.chance': 'Dự kiến giải ngân được {share} của số tăng.',
  'planLine.rank': 'Ưu tiên {n}: {rank}.',
  'planLine.headroom': 'Đã hết khả năng nhận vốn {amount}.',
  'planLine.capped': 'Đã chạm mức trần của đơn vị hoặc nhóm.',
  'planLine.thinData': 'Số liệu của dự án còn mỏng, dự báo kém chắc chắn.',

  'plan.noDonor': 'Không có dự án nào có vốn nằm chờ theo điều kiện đã chọn.',
  'plan.noRecipient': 'Không có dự án nào nhận được vốn theo quy tắc và điều kiện đã chọn.',
  'plan.noRecipientLeast':
    'Không dự án nào nhận được một dòng {least}; nhiều nhất là {most}. Giảm mức tối thiểu của một dòng.',
  'plan.reason': 'Phương án {plan}: chuyển vốn nằm chờ sang dự án có khả năng giải ngân',

  'clash.moveAll': 'Chuyển hết {amount} đang nằm chờ của {n} dự án giảm',
  'clash.fixedDonor': 'Giữ cố định: {project} giảm {amount}',
  'clash.fixedRecipient': 'Giữ cố định: {project} tăng {amount}',
  'clash.unitCap': '{unit} nhận nhiều nhất {amount}',
  'clash.groupCap': 'Nhóm {group} nhận nhiều nhất {amount}',
  'clash.capacity':
    'Khả năng nhận vốn của {n} dự án: nhiều nhất {amount} trong năm kế hoạch và tổng mức đầu tư',
  'clash.maxRecipients': 'Nhiều nhất {n} dự án nhận vốn',
  'clash.moveSize': 'Một lần điều chuyển nhiều nhất {donors} dự án giảm, {lines} dòng và {owners} chủ đầu tư',
  'clash.leastLine': 'Mỗi dòng ít nhất {amount}',
} as const;
