/** What the browser does not need: descriptions of schemas, Mantine's styles at run time, and the schemas of the API's contract. */
import type { Plugin } from 'vite';
import { API } from '#functions/api/contract.ts';

/** What zod brings to describe schemas as JSON Schema: a page never does, and it would be a tenth of the script. */
const UNUSED = [
  'allProcessors',
  'createStandardJSONSchemaMethod',
  'createToJSONSchemaMethod',
  'extractDefs',
  'finalize',
  'initializeContext',
  'process',
  'processSchema',
  'toJSONSchema',
];

export const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  load: {
    filter: { id: /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/ },
    handler: () => UNUSED.map((name) => `export const ${name} = () => undefined;`).join('\n'),
  },
};

/** Zod's own sentences about a mistake: no page shows them, the product has its own. */
export const withoutZodWords: Plugin = {
  name: 'without-zod-words',
  load: {
    filter: { id: /zod[\\/]v4[\\/]locales[\\/]en\.js$/ },
    handler: () => 'export default () => ({ localeError: () => undefined });',
  },
};

/** What Mantine would write into the page as `<style>` elements: web/main.tsx asks for none of it. */
export const withoutRuntimeStyles: Plugin = {
  name: 'without-runtime-styles',
  load: {
    filter: { id: /MantineProvider[\\/](MantineCssVariables|MantineClasses)[\\/]\1\.mjs$/ },
    handler: (id) => `export const ${/(\w+)\.mjs$/.exec(id)?.[1] ?? ''} = () => null;`,
  },
};

/**
 * Method, path and rights of every operation; the types of its answers are the contract's own and cost nothing. Every script
 * pays for them, so each is told as a short row, and each list of roles once.
 */
function routes(): string {
  const endpoints = Object.values(API);
  const roles = [...new Set(endpoints.map(({ access }) => JSON.stringify(access)))];
  const rows = endpoints.map(({ operation, method, path, access }) =>
    JSON.stringify([operation, method, path, roles.indexOf(JSON.stringify(access))]),
  );
  return `const roles = [${roles.join()}];
    const row = ([operation, method, path, list]) => [operation, { operation, method, path, access: roles[list] }];
    export const API = Object.fromEntries([${rows.join()}].map(row));`;
}

/** In the browser the contract is what `web/app/api.ts` shows of it. */
export const slimContract: Plugin = {
  name: 'slim-contract',
  load: {
    filter: { id: /functions[\\/]api[\\/]contract\.ts$/ },
    handler: routes,
  },
};
