import './stage/loud.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { theatre } from './theatre.ts';

const open = theatre();
const OWNER = 'owner-ban-ha-tang-do-thi';
const REFER = { comment: 'Vượt thẩm quyền' };

afterEach(() => {
  vi.restoreAllMocks();
});

it('a task token never stands in a mail, a log or a receipt, and the secret of a link in no log or receipt', async () => {
  const written: string[] = [];
  const note = (chunk: unknown) => {
    written.push(String(chunk));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(note);
  vi.spyOn(process.stderr, 'write').mockImplementation(note);
  const stage = await open();
  await stage.report();
  await stage.passTo('2024-10-11', '09:00');
  stage.back.functions.spoil('ask-office', 'failsBefore');
  await stage.answer(OWNER, 'refer', REFER);
  await stage.answer('duty', 'agree');
  vi.restoreAllMocks();
  const tokens = stage.back.functions.calls.flatMap(
    ({ payload }) => /"token":"([^"]+)"/.exec(JSON.stringify(payload))?.[1] ?? [],
  );
  expect(tokens.length).toBeGreaterThan(3);
  const said = [written, stage.back.mailbox.mails, await stage.receipts()].map((each) =>
    JSON.stringify(each),
  );
  expect(written.join('')).toContain('operator');
  for (const token of tokens) for (const text of said) expect(text).not.toContain(token);
  const secrets = stage.back.mailbox.mails.flatMap(({ link }) => link?.split('.')[1] ?? []);
  expect(secrets.length).toBeGreaterThan(2);
  for (const secret of secrets) for (const text of [said[0], said[2]]) expect(text).not.toContain(secret);
});
