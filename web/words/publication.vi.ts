/** Open data, reports and papers. */
export const PUBLICATION_VI = {
  'nav.publication': 'Công khai và văn bản',
  'nav.publicationShort': 'Công khai',
  'publication.intro': 'Dữ liệu mở cho mọi người, báo cáo tuần, và văn bản để trình ký.',
  'publication.open': 'Dữ liệu mở',
  'publication.set': 'Bộ dữ liệu',
  'publication.rows': 'Số dòng',
  'publication.files': 'Tải về',
  'publication.illustrative': 'Có số liệu minh họa: các tệp này không phải số liệu chính thức.',
  'publication.without':
    'Số tiền là đồng, không làm tròn. Không có tên người, địa chỉ hay nội dung tự viết. Giấy phép CC BY 4.0.',
  'publication.page': 'Trang công khai',
  'publication.extension': 'Phần mở rộng OC4IDS',
  'publication.reports': 'Báo cáo',
  'publication.week': 'Tuần của báo cáo giải ngân',
  'publication.weekFrom': 'Tuần {week}, từ {date}',
  'publication.weekNow': 'Tuần này ({week}), số liệu hiện tại',
  'publication.weeklyXlsx': 'Báo cáo giải ngân tuần (.xlsx)',
  'publication.weeklyPdf': 'Báo cáo giải ngân tuần (PDF)',
  'publication.national': 'Tệp nộp Hệ thống quốc gia (.xlsx)',
  'publication.nationalNote':
    'Tệp nộp có một trang ghi chú từng cột; cột nào là giả định thì ghi rõ, kiểm tra với mẫu của Hệ thống trước khi nộp.',
  'publication.papers': 'Văn bản trình ký về điều chuyển vốn',
  'publication.noMoves': 'Chưa có điều chuyển vốn nào, nên chưa có văn bản.',
  'publication.to-trinh': 'Tờ trình',
  'publication.phieu-trinh': 'Phiếu trình',
  'publication.phu-luc': 'Phụ lục danh mục',
} as const;
