/** Signed documents of a move, with their files. */
export const SIGNED_VI = {
  'signed.title': 'Văn bản đã ký',
  'signed.resolution': 'Nghị quyết của HĐND Thành phố',
  'signed.decision': 'Quyết định của UBND Thành phố',
  'signed.reversal': 'Văn bản hoàn lại vốn',
  'signed.of': 'Số {number}, ngày {day}, {issuer}',
  'signed.open': 'Mở bản đã ký (PDF)',
  'signed.send': 'Tải bản đã ký lên (PDF)',
  'signed.missing': 'Chưa có tệp bản đã ký.',
  'signed.once': 'Mỗi văn bản chỉ nhận một tệp, không thay được. Chọn đúng bản đã ký, tệp PDF, tối đa 10 MB.',
  'signed.notPdf': 'Chỉ nhận tệp PDF, tối đa 10 MB.',
} as const;
