import { MovedOn, Refusal } from '#domain/errors.ts';
import { Plan, type PlanId } from '#domain/plan.ts';
import { putVersion } from './conditions.ts';
import { NAMED_PLANS, planItem } from './items.ts';
import { planKey } from './keys.ts';
import { readRecordPage } from './pages.ts';
import { parseItem, type Store } from './store.ts';
import { WORK_INDEX } from './tables.ts';
import { tryTransact } from './transact.ts';
import type { PlanVerbs } from './verbs.ts';

async function findPlan(store: Store, id: PlanId): Promise<Plan | null> {
  const item = await store.find(planKey(id));
  return item === undefined ? null : parseItem(Plan, item);
}

async function savePlan(store: Store, plan: Plan): Promise<Plan> {
  const write = putVersion(store.tableNames.registry, planItem(plan), plan.version);
  const outcome = await tryTransact(store, [
    { write, refusal: (found) => new MovedOn(found ? 'plan.changed' : 'plan.unknown', { plan: plan.id }) },
  ]);
  if (outcome.type === 'done') return plan;
  // The same question asked twice at once has the same answer: the first that was kept stands.
  const kept = plan.version === 0 ? await findPlan(store, plan.id) : null;
  if (kept === null) throw outcome.refusal;
  return kept;
}

export function planVerbs(store: Store): PlanVerbs {
  return {
    findPlan: (id) => findPlan(store, id),
    getPlan: async (id) => {
      const plan = await findPlan(store, id);
      if (plan === null) throw new Refusal('plan.unknown', { plan: id });
      return plan;
    },
    savePlan: (plan) => savePlan(store, plan),
    namedPlans: (page) =>
      readRecordPage(
        store,
        { index: WORK_INDEX, hashes: [NAMED_PLANS], newestFirst: true, schema: Plan },
        page,
      ),
  };
}
