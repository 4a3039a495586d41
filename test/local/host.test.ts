import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Host, startHost } from '#local/host.ts';
import { synthesizeFixture } from '#test/local/fixture/app.ts';
import { sleepingEngine } from '#test/local/fixture/engine.ts';

const start = Date.parse('2024-10-08T01:00:00Z');
let folder: string;
let assembly: string;
let host: Host;
const shown: string[] = [];

const options = (dataDir: string) => ({
  assembly,
  port: 0,
  dataDir: join(folder, dataDir),
  startClockAt: start,
  openEngine: sleepingEngine,
  show: (line: string) => shown.push(line),
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'host-'));
  assembly = await synthesizeFixture(folder);
  host = await startHost(options('data'));
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

const call = async (name: string, payload: unknown, on = host): Promise<unknown> => {
  const { payload: answer, error } = await on.invoke(on.template.outputs[`Fn${name}`] ?? '', payload);
  if (error !== undefined) throw new Error(JSON.stringify(answer));
  return answer;
};
const times = async (id: string, on = host): Promise<unknown> => {
  const item = z
    .object({ times: z.object({ N: z.string() }) })
    .safeParse(await call('read', { id: `seen#${id}` }, on));
  return item.success ? Number(item.data.times.N) : 0;
};

describe('a hosted template', () => {
  it('runs functions that write to tables whose stream drives other functions', async () => {
    expect(await call('write', { ids: ['a', 'b'] })).toEqual({ written: 2 });
    await host.idle();
    expect([await times('a'), await times('b')]).toEqual([1, 1]);
    const [table] = host.template.ofType('AWS::DynamoDB::Table');
    expect(await call('read', { id: 'seen#a' })).toMatchObject({
      arn: { S: `${table?.arn}/stream/2024-01-01T00:00:00.000` },
    });
  });

  it('gives functions the clock of the host, also after it was moved', async () => {
    await call('write', { ids: ['early'] });
    await host.clock.advance(start + 5 * 86_400_000);
    await call('write', { ids: ['late'] });
    const at = z.object({ at: z.object({ N: z.coerce.number() }) });
    const early = at.parse(await call('read', { id: 'early' })).at.N;
    const late = at.parse(await call('read', { id: 'late' })).at.N;
    expect(early - start).toBeLessThan(3_600_000);
    expect(Math.round((late - start) / 86_400_000)).toBe(5);
  });

  it('denies what the policies of the template do not allow, naming the missing statement', async () => {
    const [table] = host.template.ofType('AWS::DynamoDB::Table');
    const outcome = z
      .object({ name: z.string(), message: z.string() })
      .parse(await call('trespass', { id: 'a' }));
    expect(outcome.name).toBe('AccessDeniedException');
    expect(outcome.message).toContain(
      `is not authorized to perform: dynamodb:GetItem on resource: ${table?.arn}`,
    );
    expect(outcome.message).toContain('because no identity-based policy allows the dynamodb:GetItem action');
    expect(outcome.message).toContain(
      `{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"${table?.arn}"}`,
    );
    expect(shown.join('\n')).toContain('denied: User: ');
  });

  it('knows nobody without an access key of its own', async () => {
    const ask = async (authorization: string): Promise<unknown> => {
      const headers = { authorization, 'x-amz-target': 'DynamoDB_20120810.ListTables' };
      return (await fetch(host.awsUrl, { method: 'POST', headers, body: '{}' })).json();
    };
    expect(
      await ask('AWS4-HMAC-SHA256 Credential=AKIA/20240101/r/dynamodb/aws4_request, Signature=x'),
    ).toMatchObject({
      __type: 'UnrecognizedClientException',
    });
    expect(await ask('')).toMatchObject({ __type: 'MissingAuthenticationToken' });
  });

  it('removes expired items once a day of its clock, and says so in the stream', async () => {
    const soon = Math.floor(host.clock.now() / 1000) + 60;
    const [table] = host.template.ofType('AWS::DynamoDB::Table');
    // Through the operator's door, because the fixture's functions know nothing of expiry.
    await call('write', { ids: ['mortal'] });
    const TableName = table?.name ?? '';
    await host.store.tables('UpdateItem', {
      TableName,
      Key: { pk: { S: 'mortal' } },
      UpdateExpression: 'SET expires = :soon',
      ExpressionAttributeValues: { ':soon': { N: String(soon) } },
    });
    expect(await call('read', { id: 'mortal' })).not.toBeNull();
    await host.clock.advance(host.clock.now() + 2 * 86_400_000);
    expect(await call('read', { id: 'mortal' })).toBeNull();
  });

  it('writes what functions print to their own file', async () => {
    const name = host.template.outputs['Fnread'] ?? '';
    await host.invoke(name, null);
    const text = readFileSync(join(folder, 'data', 'logs', `${name}.jsonl`), 'utf8');
    expect(text).toContain('Invoke Error');
  });
});

describe('the clock on the public port', () => {
  const clock = async (body?: unknown): Promise<{ status: number; body: unknown }> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const init = body === undefined ? {} : { method: 'POST', body: text };
    const response = await fetch(`${host.url}/_local/clock`, init);
    return { status: response.status, body: await response.json() };
  };

  it('tells and moves the time', async () => {
    const shape = z.object({ now: z.string(), offsetMs: z.number(), nextEventAt: z.string().nullable() });
    const before = shape.parse((await clock()).body);
    const moved = await clock({ advance: 'P1DT1H' });
    expect(moved.status).toBe(200);
    const later = Date.parse(shape.parse(moved.body).now);
    expect(Math.round((later - Date.parse(before.now)) / 3_600_000)).toBe(25);
    const to = new Date(later + 86_400_000).toISOString();
    expect(Date.parse(shape.parse((await clock({ to })).body).now)).toBeGreaterThanOrEqual(Date.parse(to));
  });

  it.each([
    ['clock-backwards', { to: '2000-01-01T00:00:00Z' }],
    ['malformed-duration', { advance: '5 days' }],
    ['malformed-body', { advance: 5 }],
    ['malformed-body', { to: 'tomorrow' }],
    ['malformed-body', {}],
    ['malformed-body', '{'],
  ])('refuses with %s: %j', async (code, body) => {
    expect(await clock(body)).toMatchObject({ status: 400, body: { code } });
  });

  it('is healthy, and knows no other way', async () => {
    expect(await (await fetch(`${host.url}/_local/health`)).json()).toMatchObject({ status: 'ok' });
    expect((await fetch(`${host.url}/_local/clock`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('a start that cannot be', () => {
  it('names a second host on the same data folder', async () => {
    await expect(startHost(options('data'))).rejects.toThrow(
      `data is in use by another host (process ${process.pid})`,
    );
  });

  it('names a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startHost({ ...options('other'), port })).rejects.toThrow(`port ${port} is in use`);
    await new Promise((done) => server.close(done));
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const broken = async (): Promise<never> => {
      throw new Error('the engine does not open');
    };
    const bad = { ...options('half'), openEngine: broken };
    await expect(startHost(bad)).rejects.toThrow('the engine does not open');
    const again = await startHost(options('half'));
    await again.close();
  });
});

describe('a restart', () => {
  it('keeps items, clock and place in the stream', async () => {
    const first = await startHost(options('kept'));
    await call('write', { ids: ['x'] }, first);
    await first.idle();
    await first.clock.advance(start + 3 * 86_400_000);
    expect(first.fresh).toBe(true);
    await first.close();
    const second = await startHost(options('kept'));
    expect(second.fresh).toBe(false);
    await second.idle();
    expect(await times('x', second)).toBe(1);
    expect(Math.round((second.clock.now() - start) / 86_400_000)).toBe(3);
    await second.close();
  });
});
