/** Words of the sign-in page in Vietnamese. */
export const vi = {
  product: 'Khơi Thông',
  title: 'Vào với vai trò nào?',
  strip: 'Bản chạy trên máy này, dữ liệu minh họa',
  hint: 'Bấm vào một chức danh để vào, không cần mật khẩu.',
  languages: 'Ngôn ngữ',
  expired: 'Chưa đăng nhập được',
  expiredWhy: 'Lượt đăng nhập này đã hết hạn hoặc đã dùng. Mở lại trang cần vào để thử lại.',
  refusedWhy: 'Ứng dụng xin đăng nhập không đúng cách. Lý do kỹ thuật:',
  retry: 'Thử lại',
  signOut: 'Đăng xuất khỏi Khơi Thông?',
  signOutYes: 'Đăng xuất',
};
export type Messages = typeof vi;
