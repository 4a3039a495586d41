import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Approval, Outcome } from '#domain/approval.ts';
import { Case } from '#domain/case.ts';
import { EN } from '#domain/messages.en.ts';
import { VI } from '#domain/messages.vi.ts';
import { Move } from '#domain/move.ts';
import { OfficeKind } from '#domain/office.ts';
import { CATALOGUE } from '#functions/catalogue.ts';
import { paths, readSource } from './tree.ts';

const documents = paths.filter((path) => path.endsWith('.md')).map(readSource);
const vietnamese = new Map<string, string>(Object.entries(VI));
const english = new Map<string, string>(Object.entries(EN));
const root = new URL('../../', import.meta.url);

/** Targets of a document's links that are not there; anchors and addresses of the web are not looked at. */
function deadLinks(path: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(new URL(posix.join(posix.dirname(path), target), root)))
    .map((target) => `${path} links to ${target}`);
}

/** Lines of the glossary: the word of the code, the Vietnamese and the English of the screens. */
function missingRows(glossary: string, topic: string, words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const key = `${topic}.${word}`;
    const row = `| \`${word}\` | ${vietnamese.get(key)} | ${english.get(key)} |`;
    return glossary.includes(row) ? [] : [row];
  });
}

function statusesOf(union: { options: readonly { shape: { status: { value: string } } }[] }): string[] {
  return union.options.map((option) => option.shape.status.value);
}

describe('documents', () => {
  it.each(documents)('$path links to what is there', ({ path, text }) => {
    expect(deadLinks(path, text)).toEqual([]);
  });

  it('a dead link is found', () => {
    expect(deadLinks('docs/a.md', '[a](b.md) [c](https://example.org) [d](../README.md#x)')).toEqual([
      'docs/a.md links to b.md',
    ]);
  });

  it('decisions are numbered without a gap, each with its four parts', () => {
    const decisions = documents.filter(({ path }) => path.startsWith('docs/adr/'));
    const numbers = decisions.map(({ path }) => Number(/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    for (const { path, text } of decisions) {
      expect(text, path).toMatch(new RegExp(`^# ${/\d{4}/.exec(path)?.[0]} `));
      expect(text, path).toMatch(/\*\*Status:\*\* (accepted|superseded by \d{4})/);
      for (const part of ['Decision', 'Consequences']) expect(text, path).toContain(`## ${part}`);
    }
  });

  it('the architecture names every function', () => {
    const { text } = readSource('docs/architecture.md');
    expect(Object.keys(CATALOGUE).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the glossary says what the screens say', () => {
  const glossary = readSource('docs/glossary.md').text;

  it.each([
    ['caseStatus', statusesOf(Case)],
    ['approvalStatus', statusesOf(Approval)],
    ['moveStatus', statusesOf(Move)],
    ['outcome.any', Outcome.options],
    ['officeKind', OfficeKind.options],
  ])('%s', (topic, words) => {
    expect(missingRows(glossary, topic, words)).toEqual([]);
  });

  it('and a word that differs is found', () => {
    expect(missingRows('| `open` | Mở | Open |', 'approvalStatus', ['open', 'lost'])).toHaveLength(2);
  });
});
