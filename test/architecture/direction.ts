import type { Syntax } from './syntax.ts';
import type { Finding } from './tree.ts';

/**
 * Who may import what (docs/architecture.md, "Folders"): for each folder the paths of ours that its files may name. The
 * first pattern of `from` that fits a file decides. `test/` and `bench/` may use everything; nothing may use them.
 */
const DIRECTIONS: readonly { readonly from: RegExp; readonly to: RegExp }[] = [
  { from: /^(test|bench)\//, to: /^/ },
  { from: /^domain\//, to: /^domain\// },
  { from: /^seeds\//, to: /^(seeds|domain)\// },
  { from: /^adapters\//, to: /^(adapters|domain)\// },
  // The contract of the API is what the web client imports too: data and schemas, nothing that runs.
  { from: /^functions\/api\//, to: /^(functions\/(api\/|catalogue\.ts$)|domain\/)/ },
  { from: /^functions\/(state|[^/]+\/deps)\.ts$/, to: /^(functions|adapters|domain)\// },
  // The machines as data: the diagram of a case is drawn from the very files that are deployed.
  {
    from: /^functions\/workflow-query\/machines\.ts$/,
    to: /^(functions\/|domain\/|workflows\/[\w-]+\.asl\.json$)/,
  },
  // Who describes the whole API reads the whole contract; every other function the endpoints that it serves, because a cold
  // start makes every schema that it imports.
  { from: /^functions\/openapi\//, to: /^(functions|domain)\// },
  { from: /^functions\//, to: /^(functions\/(?!api\/contract\.ts$)|domain\/)/ },
  // Data about functions, never a handler: what is deployed is bundled, not run.
  {
    from: /^infra\//,
    to: /^(infra\/|workflows\/|functions\/(api\/\w|(catalogue|environment|[^/]+\/(config|contract))\.ts$)|adapters\/dynamo\/tables\.ts$|web\/build\.ts$)/,
  },
  // Publishable as it is; inside, the core knows neither journal nor wire.
  { from: /^runtime\/(core|asl|query)\//, to: /^runtime\/(core|asl|query)\// },
  { from: /^runtime\//, to: /^runtime\// },
  // The host knows the template and the engine's door; of the product it reads the sample, and has the web app built.
  { from: /^local\//, to: /^(local\/|runtime\/index\.ts$|infra\/synth\.ts$|seeds\/|web\/build\.ts$)/ },
  { from: /^web\//, to: /^(web\/|domain\/|functions\/api\/)/ },
  { from: /^workflows\//, to: /^workflows\// },
];

/** Everything else is a package; a package is written without a folder of ours in front. */
const OURS = /^(adapters|bench|docs|domain|functions|infra|local|runtime|seeds|test|web|workflows)\//;

/** Imports that go against the direction of the folders. */
export function wrongDirections({ path, imports }: Syntax): Finding[] {
  const allowed = DIRECTIONS.find(({ from }) => from.test(path))?.to ?? /^$/;
  return imports
    .filter((target) => OURS.test(target) && !allowed.test(target))
    .map((target) => `${path} imports ${target}`);
}

/** Parts that compute the same answer from the same arguments, always. */
const PURE = /^(domain|runtime\/(core|asl))\//;
/** They may use packages that compute, and no other. */
const PURE_PACKAGES = /^(zod|@noble\/hashes)(\/|$)/;

/** What a pure part asks of the world outside: modules of Node.js, packages that act, clock, chance, environment. */
export function impurities({ path, imports, ambient }: Syntax): Finding[] {
  if (!PURE.test(path)) return [];
  return [
    ...imports
      .filter((target) => !OURS.test(target) && !PURE_PACKAGES.test(target))
      .map((target) => `${path} imports ${target}`),
    ...ambient.map(({ line, text }) => `${path}:${line} uses ${text}`),
  ];
}
