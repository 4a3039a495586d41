/** Spreadsheet imports: what is wrong in a cell, what should be looked at once more. */
export const IMPORTS_VI = {
  'import.row': 'Dòng trong tệp',
  'import.mend': 'Cần sửa',

  'rowResult.opened': 'Báo cáo mới đã mở hồ sơ nên được giữ; lãnh đạo mới kết thúc được hồ sơ.',
  'rowResult.changed': 'Nội dung đã đổi sau khi xem trước nên được giữ nguyên.',

  'cell.required': 'Ô trống. Điền vào ô này.',
  'cell.tooLong': 'Quá dài. Rút gọn: nội dung tối đa 500 ký tự, đề nghị 300, số tham chiếu 40.',
  'cell.notInList': 'Không có trong danh mục. Ghi mã hoặc tên ở trang Danh mục của mẫu.',
  'cell.notCount': 'Không phải số hộ. Ghi số nguyên, ví dụ 12.',
  'cell.notMoney': 'Không đọc được số tiền. Ghi số, ví dụ 6.800 hoặc 6.800,5.',
  'cell.notWholeDong': 'Lẻ dưới một đồng. Kiểm tra đơn vị tính.',
  'cell.notDate': 'Không phải ngày. Ghi như 31/10/2024.',
  'cell.projectUnknown': 'Không có dự án mang mã này. Chép đúng mã dự án.',
  'cell.projectElsewhere': 'Dự án thuộc địa bàn khác, cơ quan này không nhập được.',
  'cell.projectClosed': 'Dự án đã kết thúc. Bỏ dòng này.',
  'cell.twice': 'Trùng với dòng {of}. Bỏ bớt một dòng, hoặc ghi số tham chiếu khác nhau.',
  'cell.decided': 'Hồ sơ đã có ý kiến xử lý, không sửa được từ bảng tính. Bổ sung ở trang báo cáo.',
  'cell.abovePlan': 'Lớn hơn kế hoạch vốn năm của dự án.',
  'cell.aboveRemaining': 'Lớn hơn phần kế hoạch vốn chưa giải ngân.',
  'cell.olderThanStored': 'Cũ hơn số liệu đang có.',
  'cell.otherYear': 'Không phải năm kế hoạch của dự án.',

  'cellWarning.identityNumber': 'Có vẻ là số giấy tờ của người dân. Xin bỏ ra.',
  'cellWarning.phoneNumber': 'Có vẻ là số điện thoại. Xin bỏ ra.',
  'cellWarning.emailAddress': 'Có vẻ là địa chỉ thư của cá nhân. Xin bỏ ra.',
  'cellWarning.personName': 'Có vẻ là tên người dân. Chỉ đếm số hộ, không ghi tên.',
  'cellWarning.houseAddress': 'Có vẻ là địa chỉ nhà. Xin bỏ ra.',
  'cellWarning.bankAccount': 'Có vẻ là số tài khoản. Xin bỏ ra.',
  'cellWarning.past': 'Ngày đã qua. Xem lại ngày cần xong.',
  'cellWarning.alike':
    'Dự án đã có hồ sơ cùng loại đang mở: {of}. Nếu cùng một việc thì bổ sung vào hồ sơ đó.',
} as const;
