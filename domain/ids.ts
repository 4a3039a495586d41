import * as z from 'zod';

/** Branded identifiers: only these schemas make them, so an office can never stand where a case is meant. */
export const ProjectId = z
  .string()
  .regex(/^DA-[A-Z0-9]+(-[A-Z0-9]+)*$/)
  .max(60)
  .brand('ProjectId');
export type ProjectId = z.infer<typeof ProjectId>;

export const BlockerId = z
  .string()
  .regex(/^VM-[A-Z0-9]+(-[A-Z0-9]+)*$/)
  .max(70)
  .brand('BlockerId');
export type BlockerId = z.infer<typeof BlockerId>;

/** `HS-2024-0002`: year of opening and a running number, as officials quote it. */
export const CaseId = z
  .string()
  .regex(/^HS-\d{4}-\d{4,}$/)
  .max(20)
  .brand('CaseId');
export type CaseId = z.infer<typeof CaseId>;

/** Short public id of an approval; stands in links, so it says nothing and needs no secrecy. Crockford base 32. */
export const ApprovalId = z
  .string()
  .regex(/^YK[0-9A-HJKMNP-TV-Z]{10}$/)
  .brand('ApprovalId');
export type ApprovalId = z.infer<typeof ApprovalId>;

/** `DC-2024-0001`: a move of capital (điều chuyển vốn). */
export const MoveId = z
  .string()
  .regex(/^DC-\d{4}-\d{4,}$/)
  .max(20)
  .brand('MoveId');
export type MoveId = z.infer<typeof MoveId>;

export const OfficeId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
  .brand('OfficeId');
export type OfficeId = z.infer<typeof OfficeId>;

/** Code of an administrative unit as the General Statistics Office gives it: `776` is Quận 8. */
export const UnitCode = z
  .string()
  .regex(/^\d{3,5}$/)
  .brand('UnitCode');
export type UnitCode = z.infer<typeof UnitCode>;

/** What a person reads out or types to go on with a draft elsewhere. Crockford base 32. */
export const DraftCode = z
  .string()
  .regex(/^BN[0-9A-HJKMNP-TV-Z]{8}$/)
  .brand('DraftCode');
export type DraftCode = z.infer<typeof DraftCode>;

/** An import from a spreadsheet (lần nhập). */
export const ImportId = z
  .string()
  .regex(/^NK[0-9A-HJKMNP-TV-Z]{10}$/)
  .brand('ImportId');
export type ImportId = z.infer<typeof ImportId>;

/** SHA-256, lower-case hexadecimal. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Sha256');
export type Sha256 = z.infer<typeof Sha256>;
