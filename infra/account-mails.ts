/**
 * What Cognito mails to a person with an account. It knows no language of theirs, so each mail says everything twice.
 * `{username}` and `{####}` are Cognito's to fill in.
 */

export type AccountMail = { readonly emailSubject: string; readonly emailBody: string };

/** How long the temporary password of a new account opens the door. */
export const INVITATION_DAYS = 3;

/** To a new account. `home` is where it signs in. */
export function invitation(home: string): AccountMail {
  const link = `<a href="${home}/">${home}/</a>`;
  return {
    emailSubject: 'Khơi Thông: tài khoản của ông/bà · your account',
    emailBody: [
      `<p>Kính gửi ông/bà,</p><p>Ông/bà có tài khoản Khơi Thông. Đăng nhập tại ${link} trong ${INVITATION_DAYS} ngày:</p>`,
      '<p>Địa chỉ: <b>{username}</b><br>Mật khẩu tạm: <b>{####}</b></p>',
      '<p>Lần đầu, ông/bà đặt mật khẩu mới và nối một ứng dụng xác thực trên điện thoại. Khơi Thông không bao giờ hỏi mật ' +
        'khẩu qua thư hay điện thoại.</p><hr>',
      `<p>You have an account of Khơi Thông. Sign in at ${link} within ${INVITATION_DAYS} days:</p>`,
      '<p>Address: <b>{username}</b><br>Temporary password: <b>{####}</b></p>',
      '<p>The first time you set a password of your own and connect an authenticator app on your phone. Khơi Thông never ' +
        'asks for a password by mail or telephone.</p>',
    ].join('\n'),
  };
}

/** To somebody who forgot a password or changed an address. */
export const CODE: AccountMail = {
  emailSubject: 'Khơi Thông: mã xác nhận · confirmation code',
  emailBody: [
    '<p>Mã xác nhận của ông/bà: <b>{####}</b>. Nếu ông/bà không yêu cầu mã này, xin bỏ qua thư.</p><hr>',
    '<p>Your confirmation code: <b>{####}</b>. If you did not ask for it, ignore this mail.</p>',
  ].join('\n'),
};
