import { publicBlocker, publicMove, publicProject } from '#domain/publication/open-data.ts';
import { aBlocker, aCase, aDocument, ask, asked, at } from '#test/domain/builders.ts';
import { aMove, donor, takers } from '#test/domain/document/samples.ts';

/** Flood control with its case, two projects that take its capital, and the move between them. */

export const NOW = at('2024-10-15', '10:00');
const names = { ownerName: 'Ban Giao thông', unitName: (code: string) => `Quận ${code}` };
const signed = {
  submittedAt: NOW,
  resolution: aDocument('45/NQ-HĐND'),
  committeeDecision: aDocument('9/QĐ-UBND'),
};

export const projects = [donor, ...takers].map((project) => publicProject(project, names));
export const waiting = publicBlocker(aBlocker({ householdsLeft: 1166 }), asked(ask(aCase())).record);
export const unopened = publicBlocker(aBlocker({ id: 'VM-MOI-1' }), null);
export const committed = publicMove(
  aMove({ ...signed, status: 'committed', caseId: 'HS-2024-0001', decidedAt: NOW, committedAt: NOW }),
);
export const drafted = publicMove(aMove({ id: 'DC-2024-0002', status: 'drafted', appraisals: [] }));
