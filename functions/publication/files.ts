import * as z from 'zod';
import { dcatCatalogue, type OpenSet } from '#domain/publication/dcat.ts';
import { LICENCE, Oc4idsExtension, projectPackage } from '#domain/publication/oc4ids.ts';
import {
  blockerTable,
  csvOf,
  disbursementTable,
  moveTable,
  type OpenTable,
  objectsOf,
  projectTable,
} from '#domain/publication/tables.ts';
import type { FileType } from '../api/file.ts';
import { KEPT_SECONDS, type OpenData } from './gather.ts';

const TABLES: Readonly<Record<OpenSet, (data: OpenData) => OpenTable>> = {
  projects: ({ projects }) => projectTable(projects),
  blockers: ({ blockers }) => blockerTable(blockers),
  moves: ({ moves }) => moveTable(moves),
  disbursement: ({ groups, planYear, now }) => disbursementTable(groups, { planYear, asOf: now }),
};

/** Rows of a set, for the page that lists them. */
export function rowsOf(set: OpenSet, data: OpenData): number {
  return TABLES[set](data).rows.length;
}

export function publicFile(type: FileType, name: string, text: string) {
  return {
    type,
    name,
    bytes: new TextEncoder().encode(text),
    headers: {
      'Cache-Control': `public, max-age=${KEPT_SECONDS}`,
      // Open data may be read by any page; there is nothing in it that needs a session.
      'Access-Control-Allow-Origin': '*',
    },
  };
}

function tableJson(set: OpenSet, data: OpenData): string {
  const { now: asOf, planYear, illustrative } = data;
  const rows = objectsOf(TABLES[set](data));
  return JSON.stringify({ set, asOf, planYear, illustrative, currency: 'VND', licence: LICENCE, rows });
}

/** One file of the open data. */
export function openTable(set: OpenSet, form: 'csv' | 'json', data: OpenData) {
  const text = form === 'csv' ? csvOf(TABLES[set](data)) : tableJson(set, data);
  return publicFile(form, `${set}.${form}`, text);
}

export function oc4idsFile(data: OpenData, baseUrl: string) {
  const uri = `${baseUrl}/api/open/oc4ids.json`;
  return publicFile('json', 'oc4ids.json', JSON.stringify(projectPackage({ ...data, uri })));
}

/** What the extension adds to a project, as JSON Schema. */
export function extensionFile() {
  const schema = z.toJSONSchema(Oc4idsExtension, { io: 'output' });
  return publicFile('json', 'oc4ids-extension.json', JSON.stringify(schema));
}

export function catalogueFile({ now, illustrative }: OpenData, baseUrl: string) {
  return publicFile('jsonld', 'catalog.jsonld', JSON.stringify(dcatCatalogue(baseUrl, now, illustrative)));
}
