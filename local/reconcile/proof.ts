/** Asks the product for its proof, and shows it to people. */
import * as z from 'zod';
import type { ReconcileFlags } from './flags.ts';

export const Proof = z.looseObject({
  asOf: z.string(),
  planYear: z.int(),
  holds: z.boolean(),
  projects: z.int(),
  entries: z.int(),
  moves: z.int(),
  opening: z.int(),
  debits: z.int(),
  credits: z.int(),
  planned: z.int(),
  yearPlan: z.int(),
  groups: z.array(z.object({ group: z.string(), projects: z.int(), kept: z.int(), planned: z.int() })),
  faults: z.array(z.looseObject({ fault: z.string() })),
});
export type Proof = z.infer<typeof Proof>;

const Token = z.object({ id_token: z.string() });

/** A host on this machine signs the sample's auditor in; a deployed one wants a real token. */
async function localToken(url: string): Promise<string> {
  const answer = await fetch(`${url}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'kiem-toan' }),
  });
  if (!answer.ok) throw new Error(`no token from ${url}: put one of an auditor into KHOI_THONG_TOKEN`);
  return Token.parse(await answer.json()).id_token;
}

/** Throws an Error of one line when the product cannot be asked. */
export async function askProof(
  url: string,
  { token, assigned, year }: Pick<ReconcileFlags, 'token' | 'assigned' | 'year'>,
): Promise<Proof> {
  const query = new URLSearchParams({
    ...(assigned === undefined ? {} : { assigned }),
    ...(year === undefined ? {} : { planYear: year }),
  });
  const authorization = `Bearer ${token ?? (await localToken(url))}`;
  const answer = await fetch(`${url}/api/capital/reconciliation?${query}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  return Proof.parse(await answer.json());
}

const grouped = (value: number) => String(value).replaceAll(/\B(?=(\d{3})+$)/g, '.');

const GROUPS: Readonly<Record<string, string>> = {
  siteClearance: 'Giải phóng mặt bằng',
  newStart: 'Khởi công mới',
  ongoing: 'Chuyển tiếp',
  procedural: 'Vướng thủ tục',
  metro: 'Metro',
};

/** The proof as a table, amounts in đồng. */
export function proofTable(proof: Proof): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Tổng kế hoạch ban đầu (đồng)', grouped(proof.opening)],
    ['  ghi tăng', grouped(proof.credits)],
    ['  ghi giảm', grouped(proof.debits)],
    ['Tổng kế hoạch hiện nay', grouped(proof.planned)],
    ['Kế hoạch của năm', grouped(proof.yearPlan)],
    ['  chênh lệch', String(proof.planned - proof.yearPlan)],
    [
      'Dự án / bút toán / lần điều chuyển',
      [proof.projects, proof.entries, proof.moves].map(grouped).join(' / '),
    ],
    ...proof.groups.map(
      ({ group, kept, planned }) =>
        [
          `  ${GROUPS[group] ?? group}`,
          `${grouped(planned)}${kept === planned ? '' : ` (sổ ghi ${kept})`}`,
        ] as const,
    ),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const right = Math.max(...rows.map(([, value]) => value.length));
  const lines = rows.map(([label, value]) => `${label.padEnd(width)}  ${value.padStart(right)}`);
  const faults = proof.faults.map((fault) => `SAI: ${JSON.stringify(fault)}`);
  const verdict = proof.holds ? 'ĐÚNG: không đồng nào mất đi, không đồng nào sinh ra.' : 'KHÔNG ĐÚNG.';
  return [
    `Đối chiếu kế hoạch vốn năm ${proof.planYear}, lúc ${proof.asOf}`,
    '',
    ...lines,
    '',
    ...faults,
    verdict,
  ].join('\n');
}
