import validate from 'asl-validator';
import * as z from 'zod';
import { parseDefinition } from '#infra/definition.ts';
import type { Finding, Source } from './tree.ts';

const Commented = z.looseObject({ Comment: z.string().optional() });
const State = z.looseObject({
  name: z.string(),
  Type: z.string(),
  Comment: z.string().optional(),
  TimeoutSeconds: z.unknown().optional(),
  HeartbeatSeconds: z.unknown().optional(),
  Retry: z.array(Commented).default([]),
  Catch: z.array(Commented).default([]),
});

/** A reason is a sentence, not a word. */
const REASON = 20;
/** A sentence that says what happens: a capital letter, two words at least, no code in it. */
const SENTENCE = /^\p{Lu}[\p{L}' -]* [\p{L}' -]+\??$/u;

const reasonMissing = ({ Comment }: z.infer<typeof Commented>): boolean => (Comment ?? '').length < REASON;

/** What the rules of the project ask of one state beyond the language. */
function wrongIn(state: z.infer<typeof State>): string[] {
  const oneWord = /^(Begin|End)$/.test(state.name);
  return [
    ...(SENTENCE.test(state.name) || oneWord ? [] : ['is not named as a sentence']),
    ...(reasonMissing(state) ? ['has no Comment'] : []),
    ...(state.Type === 'Task' && state.TimeoutSeconds === undefined
      ? ['is a Task without TimeoutSeconds']
      : []),
    ...(state.Retry.some(reasonMissing) ? ['has a Retry without its reason'] : []),
    ...(state.Catch.some(reasonMissing) ? ['has a Catch without its reason'] : []),
  ];
}

/** With names put where ARNs will be: the validator wants ARNs. */
function filled(text: string): string {
  return text.replaceAll(/\$\{([a-z-]+)\}/g, 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:$1');
}

/** What is wrong with a machine: by the language (asl-validator), and by the rules of this project. */
export function machineFindings({ path, text }: Source): Finding[] {
  const { states, queryLanguage, comment } = parseDefinition(text, path);
  const { isValid, errorsText } = validate(z.looseObject({}).parse(JSON.parse(filled(text))));
  return [
    ...(isValid ? [] : [`${path}: ${errorsText('; ')}`]),
    ...(queryLanguage === 'JSONata' ? [] : [`${path} is not in JSONata`]),
    ...(reasonMissing({ Comment: comment }) ? [`${path} has no Comment`] : []),
    ...states.flatMap((state) =>
      wrongIn(State.parse(state)).map((wrong) => `${path}: "${state.name}" ${wrong}`),
    ),
  ];
}
