/** What an act on a case would do, said before it is done. */
export const FOLLOWS_VI = {
  'follows.nothing': 'Không có gì thay đổi.',
  'follows.urged': '{office} nhận ngay một thư đôn đốc. Hạn {at} giữ nguyên.',
  'follows.urgedToday': 'Hôm nay đã đôn đốc lúc {at}. Đây là thư đôn đốc thêm.',
  'follows.withdrawn': 'Yêu cầu gửi {office} được thu hồi; đường dẫn trong các thư trước ngừng dùng.',
  'follows.told': '{posts} nhận thư báo không cần trả lời nữa.',
  'follows.asked': '{office} được hỏi ngay, có {n} ngày làm việc: hạn {at}.',
  'follows.stopped': 'Thời hạn dừng từ bây giờ; {n} ngày làm việc còn lại được giữ nguyên.',
  'follows.review': 'Hồ sơ tự chạy tiếp lúc {at}, nếu chưa ai cho chạy tiếp trước đó.',
  'follows.noDecision': 'Trong lúc tạm dừng, hồ sơ không nhận ý kiến.',
  'follows.goesOn': 'Thời hạn của {office} chạy tiếp: hạn mới {at}.',
  'follows.noticed': 'Thông báo được gửi tới {offices}.',
  'follows.closed': 'Hồ sơ kết thúc, không mở lại được. Vướng mắc vẫn còn thì báo lại thành hồ sơ mới.',
  'follows.receipts': 'Nhật ký hồ sơ ghi thêm {n} biên nhận.',
} as const;
