/**
 * The thread in which HiGHS runs: a solve blocks its event loop for as long as it takes. Stands beside the function's
 * bundle as `solver-worker.mjs`, with `highs.wasm` next to it.
 */
import { parentPort } from 'node:worker_threads';
import * as solver from 'highs';
import type { Mip, MipAnswer, MipLimits } from '#domain/mip.ts';

type Highs = solver.Highs;
type Model = solver.Model;
type ModelData = solver.ModelData;
type Loader = () => Promise<Highs>;

/** The package's types speak of its CommonJS build; what is imported is the ES module, whose default is the loader. */
function readLoader(imported: unknown): Loader {
  return (imported as { readonly default: Loader }).default;
}

type Question = { readonly id: number; readonly mip: Mip; readonly limits: MipLimits };

/** One program, sparse by rows. */
function modelData(highs: Highs, { columns, rows }: Mip): ModelData {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { entries } of rows) {
    for (const [column, coefficient] of entries) {
      indices.push(column);
      values.push(coefficient);
    }
    starts.push(indices.length);
  }
  const finite = (value: number) => (Number.isFinite(value) ? value : Math.sign(value) * highs.infinity);
  const { variableType, objectiveSense } = highs.constants;
  return {
    numCols: columns.length,
    numRows: rows.length,
    sense: objectiveSense.maximize,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ lower }) => finite(lower)),
    colUpper: columns.map(({ upper }) => finite(upper)),
    rowLower: rows.map(({ lower }) => finite(lower)),
    rowUpper: rows.map(({ upper }) => finite(upper)),
    integrality: columns.map(({ integer }) => (integer ? variableType.integer : variableType.continuous)),
    matrix: { format: 'csr', numRows: rows.length, numCols: columns.length, starts, indices, values },
  };
}

/** Tỷ of tỷ: less than a đồng. */
const EXACT = 1e-9;

/**
 * Seed, algorithm and the number of nodes are fixed and this build has one thread, so a search takes the same steps and
 * ends in the same place; only the clock, which stands behind the nodes, could end it elsewhere.
 */
function optionsOf({ nodes, seconds, gap, absoluteGap = EXACT }: MipLimits) {
  return {
    output_flag: false,
    mip_max_nodes: nodes,
    time_limit: seconds,
    mip_rel_gap: gap,
    mip_abs_gap: absoluteGap,
    random_seed: 0,
  } as const;
}

function endOf(highs: Highs, status: number): 'proved' | 'work' | 'time' {
  const { optimal, timeLimit }: Readonly<Record<'optimal' | 'timeLimit', number>> =
    highs.constants.modelStatus;
  if (status === optimal) return 'proved';
  return status === timeLimit ? 'time' : 'work';
}

function answerOf(highs: Highs, model: Model, seconds: number): MipAnswer {
  const status = model.getModelStatus();
  const { modelStatus, solutionStatus } = highs.constants;
  const unbounded: number = modelStatus.unboundedOrInfeasible;
  if (status === modelStatus.infeasible || status === unbounded) return { type: 'infeasible', seconds };
  const found = model.info.get('primal_solution_status') === solutionStatus.feasible;
  if (!found) return { type: 'nothingInTime', seconds };
  const objective = model.getObjectiveValue();
  const bound = Number(model.info.get('mip_dual_bound'));
  return {
    type: 'found',
    values: [...model.getSolution().colValue],
    objective,
    bound: Number.isFinite(bound) ? Math.max(bound, objective) : objective,
    seconds,
    ended: endOf(highs, status),
  };
}

function solve(highs: Highs, { mip, limits }: Question): MipAnswer {
  return highs.withModel((model) => {
    const began = performance.now();
    model.options.set(optionsOf(limits));
    model.passModel(modelData(highs, mip));
    if (limits.start !== undefined) model.setSolution({ colValue: limits.start });
    model.run();
    return answerOf(highs, model, (performance.now() - began) / 1000);
  });
}

const highs = await readLoader(solver)();
parentPort?.on('message', (question: Question) => {
  try {
    parentPort?.postMessage({ id: question.id, answer: solve(highs, question) });
  } catch (error) {
    parentPort?.postMessage({ id: question.id, error: String(error) });
  }
});
