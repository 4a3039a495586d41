import { describe, expect, it } from 'vitest';
import { headroomOf } from '#domain/capital-figures.ts';
import { mergeChanges } from '#domain/change.ts';
import { OfficeId, ProjectId } from '#domain/ids.ts';
import type { Ladder } from '#domain/ladder.ts';
import { PositiveDong, sumDong, TY } from '#domain/money.ts';
import { draftByHand } from '#domain/move-command.ts';
import { nameWithCode, Project } from '#domain/project.ts';
import { localDateOf } from '#domain/time.ts';
import type { FunctionName } from '#functions/catalogue.ts';
import { bringTo, flawsOf, ledgerOf, plannedInAll, projectsOf } from './stage/moves.ts';
import { diligent, openLetters, playOut, workThroughMail } from './stage/officials.ts';
import { press } from './stage/page.ts';
import { FLOOD, projectOf } from './stage/world.ts';
import type { Stage } from './stage.ts';
import { theatre } from './theatre.ts';

/** The ballot is of so-tai-chinh, kho-bac and so-xay-dung; two must agree. Two working days of cooling-off. */
const open = theatre();

const OTHER = 'DA-THAM-LUONG-BEN-CAT';
const NO = { comment: 'Chưa đủ căn cứ' };
const RESOLUTION = { number: '45/NQ-HĐND', issuedOn: '2024-10-08', issuer: 'HĐND Thành phố' };
const DECISION = { number: '4800/QĐ-UBND', issuedOn: '2024-10-08', issuer: 'UBND Thành phố' };

/** Only the city's rungs: the department is asked first, and the stories are shorter. */
const FROM_DEPARTMENT = {
  ladder: ({ rungs }: Ladder) => ({ rungs: rungs.filter(({ number }) => number >= 4) }),
};

/** The case of flood control, its move waiting for this kind of answer. */
async function at(kind: string): Promise<Stage> {
  const stage = await open(FROM_DEPARTMENT);
  await stage.report();
  return bringTo(stage, kind);
}

/** With both documents signed, on the first day of cooling-off. */
async function coolingOff(): Promise<Stage> {
  const stage = await at('resolveMove');
  await stage.answer('council', 'agree', { document: RESOLUTION });
  await stage.answer('committee', 'agree', { document: DECISION });
  expect(await stage.move()).toMatchObject({ status: 'coolingOff', until: '2024-10-10T10:00:00.000Z' });
  return stage;
}

async function expectBackWithChairman(stage: Stage): Promise<void> {
  expect(await stage.case()).toMatchObject({ status: 'escalated', holder: 'city-chairman', rung: 5 });
  expect((await stage.openAsk()).kind).toBe('clearBlocker');
  expect(await stage.executions('reallocate-capital')).toMatchObject([{ status: 'SUCCEEDED' }]);
  expect((await stage.project()).capital.planned).toBe(6_800 * TY);
}

const planned = (project: Project) => projectOf(project.id).capital.planned;

describe('reallocate-capital', () => {
  it('moves the 6,800 tỷ of flood control, from draft to ledger, and loses no đồng', async () => {
    const stage = await coolingOff();
    const all = await plannedInAll(stage);
    await stage.passTo('2024-10-10', '16:59');
    expect(await stage.move()).toMatchObject({ status: 'coolingOff' });
    await stage.passTo('2024-10-10', '17:00');
    const move = await stage.move();
    expect(move).toMatchObject({
      status: 'committed',
      resolution: RESOLUTION,
      committeeDecision: DECISION,
      donors: [{ projectId: FLOOD, amount: 6_800 * TY }],
    });
    expect(sumDong(move.recipients.map(({ amount }) => amount))).toBe(6_800 * TY);
    const projects = await projectsOf(stage, move);
    expect(await flawsOf(stage, projects, planned)).toEqual([]);
    const entries = (await Promise.all(projects.map((project) => ledgerOf(stage, project)))).flat();
    expect(entries).toHaveLength(1 + move.recipients.length);
    expect(entries.every(({ moveId }) => moveId === move.id)).toBe(true);
    expect(await plannedInAll(stage)).toBe(all);
    expect(await stage.case()).toMatchObject({ status: 'reallocated', moveId: move.id });
    expect(await stage.facts(move.id)).toEqual([
      'moveDrafted',
      'approvalAsked',
      'approvalAsked',
      'approvalAsked',
      'decisionRecorded',
      'figuresConfirmed',
      'decisionRecorded',
      'figuresConfirmed',
      'decisionRecorded',
      'figuresConfirmed',
      'approvalAsked',
      'approvalAsked',
      'approvalAsked',
      'decisionRecorded',
      'decisionRecorded',
      'moveAppraised',
      'approvalWithdrawn',
      'approvalAsked',
      'decisionRecorded',
      'moveSubmitted',
      'approvalAsked',
      'decisionRecorded',
      'councilResolved',
      'approvalAsked',
      'decisionRecorded',
      'committeeDecided',
      'coolingOffStarted',
      'moveCommitted',
    ]);
  });

  it('needs two of three: the third is not asked any more, and its wait ends', async () => {
    const stage = await at('appraiseMove');
    await stage.answer('so-tai-chinh', 'agree');
    expect(await stage.move()).toMatchObject({ status: 'drafted' });
    await stage.answer('so-xay-dung', 'agree');
    const asks = await stage.back.deps.approvalsOfMove((await stage.move()).id);
    const later = asks.filter(({ kind }) => kind !== 'confirmMove');
    expect(Object.fromEntries(later.map(({ office, status }) => [office, status]))).toEqual({
      'so-tai-chinh': 'decided',
      'so-xay-dung': 'decided',
      'kho-bac': 'withdrawn',
      'city-chairman': 'open',
    });
    const waits = (await stage.executions('collect-decision')).map(({ status }) => status);
    expect(waits.filter((status) => status === 'RUNNING')).toHaveLength(1);
    expect(stage.lettersTo('kho-bac')).toEqual(['ask', 'movedOn']);
    expect(await stage.answer('kho-bac', 'decline', NO)).toMatchObject({ status: 410 });
  });

  it('is rejected when two of three decline, and the case is back with the chairman', async () => {
    const stage = await at('appraiseMove');
    for (const office of ['so-tai-chinh', 'kho-bac']) await stage.answer(office, 'decline', NO);
    expect(await stage.move()).toMatchObject({ status: 'rejected', rejectedIn: 'drafted' });
    await expectBackWithChairman(stage);
  });

  it('asks the appraisers again who stay silent; silence is no vote', async () => {
    const stage = await at('appraiseMove');
    await stage.answer('kho-bac', 'agree');
    await stage.passTo('2024-10-14', '17:00');
    expect(await stage.move()).toMatchObject({ status: 'drafted', appraisals: [{ office: 'kho-bac' }] });
    const asked = (office: string) => stage.lettersTo(office).filter((template) => template === 'ask').length;
    expect(['so-tai-chinh', 'so-xay-dung', 'kho-bac'].map(asked)).toEqual([2, 2, 1]);
    await stage.answer('so-xay-dung', 'agree');
    expect(await stage.move()).toMatchObject({ status: 'appraised' });
  });

  it.each([
    ['submitMove', 'city-chairman', 'appraised'],
    ['resolveMove', 'council', 'submitted'],
    ['decideMove', 'committee', 'resolvedByCouncil'],
  ])('at %s is rejected when %s declines', async (kind, office, rejectedIn) => {
    const stage = await at(kind);
    await stage.answer(office, 'decline', NO);
    expect(await stage.move()).toMatchObject({ status: 'rejected', rejectedIn, rejectedBy: office });
    await expectBackWithChairman(stage);
  });

  it('takes a document for one step of one move only', async () => {
    const stage = await at('resolveMove');
    await stage.answer('council', 'agree', { document: RESOLUTION });
    const again = { ...DECISION, number: RESOLUTION.number };
    expect((await stage.answer('committee', 'agree', { document: again })).status).toBeGreaterThanOrEqual(
      400,
    );
    expect(await stage.move()).toMatchObject({ status: 'resolvedByCouncil' });
    expect(await stage.answer('committee', 'agree', { document: DECISION })).toMatchObject({ status: 200 });
  });

  it('refuses the number of a document that decided another move', async () => {
    const stage = await open({ ...FROM_DEPARTMENT, projects: [FLOOD, OTHER] });
    for (const project of [FLOOD, OTHER]) await stage.report({ project });
    await bringTo(stage, 'resolveMove');
    const [first, second, ...more] = await openLetters(stage);
    if (first === undefined || second === undefined) throw new Error('two moves should wait');
    expect(more).toEqual([]);
    expect(await stage.answerMail(first.mail, 'agree', { document: RESOLUTION })).toMatchObject({
      status: 200,
    });
    const refused = await stage.answerMail(second.mail, 'agree', { document: RESOLUTION });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.html).toContain(RESOLUTION.number);
    expect(await stage.moveOf(second.approval.moveId ?? '')).toMatchObject({ status: 'submitted' });
    const other = { ...RESOLUTION, number: '46/NQ-HĐND' };
    expect(await stage.answerMail(second.mail, 'agree', { document: other })).toMatchObject({ status: 200 });
  });

  it('is not posted when somebody says in the cooling-off that it was not them', async () => {
    const stage = await coolingOff();
    const receipt = stage.mailsTo('committee').find(({ tags }) => tags.template === 'receipt');
    const { status } = await press(stage.back.deps, receipt?.link ?? '', { intent: 'notMe', locale: 'vi' });
    expect(status).toBe(200);
    await stage.passTo('2024-10-10', '17:00');
    expect(await stage.move()).toMatchObject({ status: 'rejected', rejectedIn: 'coolingOff' });
    await expectBackWithChairman(stage);
  });

  it('is not posted when the figures changed meanwhile, and says why', async () => {
    const stage = await coolingOff();
    const { deps, clock } = stage.back;
    const [line] = (await stage.move()).recipients;
    const taker = await stage.project(line?.projectId);
    const capital = { ...taker.capital, absorbable: 0 };
    const changed = Project.parse({ ...taker, capital, version: taker.version + 1 });
    await deps.commit(mergeChanges({ projects: [changed] }), clock.now());
    await stage.passTo('2024-10-10', '17:00');
    const move = await stage.move();
    expect(move).toMatchObject({ status: 'rejected', rejectedIn: 'coolingOff' });
    expect(move).toMatchObject({
      cause: { why: 'refused', code: 'move.aboveAbsorbable', details: { project: nameWithCode(taker) } },
    });
    await expectBackWithChairman(stage);
  });
});

describe('two moves at the same moment', () => {
  /** Both cases decide to reallocate, and both executions draft at once. */
  async function bothDraft(idle: number): Promise<Stage> {
    const capital = { planned: idle * TY, disbursed: 0, absorbable: 0 };
    const stage = await open({
      ...FROM_DEPARTMENT,
      projects: [FLOOD, OTHER],
      project: (row) =>
        row.id === OTHER ? { capital: { ...row.capital, ...capital }, totalInvestment: undefined } : {},
    });
    for (const project of [FLOOD, OTHER]) await stage.report({ project });
    await workThroughMail(stage, (approval) =>
      approval.outcomes.includes('reallocate') ? 'wait' : diligent(approval, stage),
    );
    stage.back.outbox.held = true;
    for (const { mail } of await openLetters(stage)) {
      expect(await stage.answerMail(mail, 'reallocate', NO)).toMatchObject({ status: 200 });
    }
    stage.back.outbox.held = false;
    await stage.back.settleStream();
    await stage.settle();
    return stage;
  }

  /** What every recipient was promised, against what it can take. */
  async function overPromised(stage: Stage): Promise<string[]> {
    const { items } = await stage.back.deps.listMoves('all', { limit: 10 });
    const lines = items.flatMap(({ recipients }) => recipients);
    return [...new Set(lines.map(({ projectId }) => projectId))].filter((id) => {
      const promised = lines.filter((line) => line.projectId === id).map(({ amount }) => amount);
      return sumDong(promised) > headroomOf(projectOf(id));
    });
  }

  it('share the headroom: nothing is promised twice', async () => {
    const stage = await bothDraft(4_000);
    expect(await stage.move(FLOOD)).toMatchObject({ status: 'drafted' });
    expect(await stage.move(OTHER)).toMatchObject({ status: 'drafted' });
    expect(await overPromised(stage)).toEqual([]);
    expect(await playOut(stage, diligent, 5)).toBe('reallocated');
    await stage.passWorkingDays(3);
    expect(await stage.case(OTHER)).toMatchObject({ status: 'reallocated' });
    for (const id of [FLOOD, OTHER]) {
      const projects = await projectsOf(stage, await stage.move(id));
      expect(
        await flawsOf(stage, projects, (each) => (each.id === OTHER ? 4_000 * TY : planned(each))),
      ).toEqual([]);
    }
  });

  it('leave one of them without a move when both do not fit: its case is back with the chairman', async () => {
    const stage = await bothDraft(6_000);
    const { items } = await stage.back.deps.listMoves('all', { limit: 10 });
    expect(items).toHaveLength(1);
    expect(await overPromised(stage)).toEqual([]);
    const cases = [await stage.case(FLOOD), await stage.case(OTHER)];
    expect(cases.map(({ status }) => status).toSorted()).toEqual(['escalated', 'reallocating']);
  });
});

describe("staff's own move", () => {
  async function drafted(broken: readonly FunctionName[] = []): Promise<Stage> {
    const stage = await open({ projects: [FLOOD] });
    for (const name of broken) stage.back.functions.spoil(name, 'failsBefore');
    const { deps } = stage.back;
    const now = deps.now();
    const today = localDateOf(now);
    const donor = ProjectId.parse(FLOOD);
    const taker = ProjectId.parse('DA-XUYEN-TAM');
    const amount = PositiveDong.parse(1_500 * TY);
    const change = draftByHand({
      id: await deps.nextMoveId(2024),
      donors: [{ projectId: donor, amount }],
      recipients: [{ projectId: taker, amount }],
      reason: 'Vốn nằm chờ',
      by: OfficeId.parse('finance'),
      projects: await deps.getProjects([donor, taker]),
      ladder: await deps.latestLadder(today),
      rules: await deps.latestRules(today),
      now,
    });
    await deps.commit(change, now);
    await stage.settle();
    return stage;
  }

  it('becomes a task of the operator when a function fails, and goes on to the ledger afterwards', async () => {
    for (const name of ['next-move-step', 'ask-for-move', 'plan-wait', 'commit-move'] as const) {
      const stage = await drafted([name]);
      await workThroughMail(stage, diligent);
      await stage.passTo('2024-10-10', '17:00');
      await workThroughMail(stage, diligent);
      await stage.passTo('2024-10-14', '17:00');
      expect(stage.lettersTo('duty')).toContain('ask');
      expect(await stage.facts((await stage.moveOf('DC-2024-0001')).id)).toContain('operatorResumed');
      expect(await stage.moveOf('DC-2024-0001')).toMatchObject({ status: 'committed' });
      expect(await stage.executions('reallocate-capital')).toMatchObject([{ status: 'SUCCEEDED' }]);
    }
  });

  it('goes the same way to the ledger without a case', async () => {
    const stage = await drafted();
    await workThroughMail(stage, diligent);
    await stage.passTo('2024-10-10', '17:00');
    const [move] = (await stage.back.deps.listMoves('all', { limit: 10 })).items;
    expect(move).toMatchObject({ id: 'DC-2024-0001', status: 'committed' });
    expect(await stage.executions('reallocate-capital')).toMatchObject([
      { name: 'DC-2024-0001', status: 'SUCCEEDED' },
    ]);
    expect((await stage.project(FLOOD)).capital.planned).toBe(5_300 * TY);
  });
});
