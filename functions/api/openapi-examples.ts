/** One request per operation that a newcomer would try first; a test holds each against its schema. */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  reportBlocker: {
    requestId: '5f0c2c0e-6f0e-4b5c-9a3e-0b9a4f6d2c11',
    projectId: 'DA-CHONG-NGAP',
    category: 'PHAPLY',
    authorityLevel: 'city',
    cause: 'objective',
    description: 'Hợp đồng BT chưa ký phụ lục',
    request: 'Cho ký phụ lục hợp đồng',
    requestBy: '2024-10-31',
  },
  recordDecision: {
    outcome: 'agree',
    comment: '',
    doBy: '2024-10-31',
    shownHash: '0'.repeat(64),
  },
  urgeCase: { confirmed: false },
  reassignCase: { office: 'so-tn-mt' },
  escalateCase: { reason: 'Cần Sở Xây dựng bố trí quỹ nhà tạm cư' },
  closeCase: { ground: 'court', reason: 'Tòa án đang thụ lý tranh chấp', confirm: 'HS-2024-0001' },
  previewCaseAct: { act: 'escalate' },
  recordCaseDocument: {
    number: '79/NQ-HĐND',
    issuedOn: '2024-09-27',
    issuer: 'HĐND Thành phố Hồ Chí Minh',
    title: 'Điều chỉnh chủ trương đầu tư',
  },
  pauseCase: { reason: 'inspection', note: 'Chờ kết luận thanh tra', reviewOn: '2024-11-15' },
  draftMove: {
    donors: [{ projectId: 'DA-CHONG-NGAP', amount: 6_800_000_000_000 }],
    recipients: [{ projectId: 'DA-XUYEN-TAM', amount: 6_800_000_000_000 }],
    reason: 'Vốn nằm chờ của dự án chống ngập',
  },
  recordDocument: { number: '45/NQ-HĐND', issuedOn: '2024-11-14', issuer: 'HĐND Thành phố Hồ Chí Minh' },
  stopMove: { reason: 'Số liệu của dự án nhận vốn đã thay đổi' },
  reverseMove: { number: '52/QĐ-UBND', issuedOn: '2024-12-20', issuer: 'UBND Thành phố Hồ Chí Minh' },
  recordAbsence: {
    email: 'giam-doc.stnmt@hcmc.example',
    from: '2024-10-14',
    to: '2024-10-19',
  },
  correctAddress: {
    email: 'pho-giam-doc.stnmt@hcmc.example',
    newEmail: 'van-phong.stnmt@hcmc.example',
  },
};
