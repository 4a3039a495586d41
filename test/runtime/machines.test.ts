import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListStateMachineAliasesCommand,
  ListTagsForResourceCommand,
  type SFNClient,
  StopExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from 'vitest';
import { connect } from './client.ts';
import { Bench, ROLE } from './harness.ts';

const machine = (comment: string): string =>
  JSON.stringify({ Comment: comment, StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
const MINE = { name: 'm', definition: machine('1'), roleArn: ROLE };
const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';

let bench: Bench;
let client: SFNClient;
beforeEach(async () => {
  bench = await Bench.open();
  client = await connect(bench);
});
const create = (more: object = {}) => client.send(new CreateStateMachineCommand({ ...MINE, ...more }));
const update = (more: object) =>
  client.send(new UpdateStateMachineCommand({ stateMachineArn: ARN, ...more }));

describe('a machine that is created again', () => {
  it('is the same one, whatever its role and tags', async () => {
    const first = await create();
    bench.now += 1000;
    const again = await create({ roleArn: `${ROLE}2`, tags: [{ key: 'a', value: 'b' }] });
    expect(again.creationDate).toEqual(first.creationDate);
    const { roleArn } = await client.send(new DescribeStateMachineCommand({ stateMachineArn: ARN }));
    expect(roleArn).toBe(ROLE);
  });

  it.each([
    ['another definition', { definition: machine('2') }],
    ['another type', { type: 'EXPRESS' }],
    ['tracing', { tracingConfiguration: { enabled: true } }],
    ['a published version', { publish: true }],
  ])('is refused with %s', async (_, more) => {
    await create();
    await expect(create(more)).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${ARN}'`,
    });
  });

  it('is the same one with its published version and that description only', async () => {
    const published = { publish: true, versionDescription: 'one' };
    const first = await create(published);
    expect(await create(published)).toMatchObject({ stateMachineVersionArn: first.stateMachineVersionArn });
    const name = 'StateMachineAlreadyExists';
    await expect(create()).rejects.toMatchObject({ name });
    await expect(create({ publish: true })).rejects.toMatchObject({ name });
  });

  it('has no description of a version that is not published', async () => {
    await expect(create({ versionDescription: 'x' })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('an update of a machine', () => {
  it('that changes nothing leaves revision and date', async () => {
    const { creationDate } = await create();
    bench.now += 5000;
    const same = await update({ definition: MINE.definition });
    expect(same).toMatchObject({ revisionId: 'INITIAL', updateDate: creationDate });
    const other = await update({ definition: machine('2') });
    expect(other.revisionId).not.toBe('INITIAL');
    expect(other.updateDate).toEqual(new Date(bench.now));
  });

  it('says what it changes', async () => {
    await create();
    await expect(update({})).rejects.toMatchObject({ name: 'MissingRequiredParameter' });
  });

  it('is not done to a version', async () => {
    const { stateMachineVersionArn } = await create({ publish: true });
    const of = { stateMachineArn: stateMachineVersionArn, roleArn: `${ROLE}2` };
    await expect(update(of)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});

describe('an alias', () => {
  const route = (version: number, weight = 100) => ({ stateMachineVersionArn: `${ARN}:${version}`, weight });
  const routed = { name: 'live', description: 'd', routingConfiguration: [route(1)] };
  const stateMachineAliasArn = `${ARN}:live`;
  const alias = (more: object = {}) =>
    client.send(new CreateStateMachineAliasCommand({ ...routed, ...more }));

  beforeEach(async () => {
    await create({ publish: true });
    await update({ definition: machine('2'), publish: true });
  });

  it('is created once, and refused under the same name with other routes', async () => {
    await alias();
    await alias();
    const { stateMachineAliases } = await client.send(
      new ListStateMachineAliasesCommand({ stateMachineArn: ARN }),
    );
    expect(stateMachineAliases).toHaveLength(1);
    const other = alias({ routingConfiguration: [route(2)] });
    await expect(other).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it.each([
    ['the same version twice', [route(1, 50), route(1, 50)]],
    ['weights that are not 100', [route(1, 50), route(2, 49)]],
  ])('does not have %s', async (_, routingConfiguration) => {
    await expect(alias({ routingConfiguration })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('loses its description with an empty one, and is updated with something only', async () => {
    await alias();
    const change = (more: object) =>
      client.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, ...more }));
    await expect(change({})).rejects.toMatchObject({ name: 'ValidationException' });
    await change({ description: '' });
    const described = await client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
    expect(described).not.toHaveProperty('description');
  });

  it('is deleted without complaint where it is not', async () => {
    await client.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
  });

  it('of a machine that does not exist is not listed', async () => {
    const list = client.send(new ListStateMachineAliasesCommand({ stateMachineArn: `${ARN}x` }));
    await expect(list).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});

describe('an execution of an EXPRESS machine', () => {
  it('is not described, and the answer says why', async () => {
    const executionArn = 'arn:aws:states:us-east-1:000000000000:express:m:one:two';
    await expect(client.send(new StopExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'InvalidArn',
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    });
  });
});

describe('tags', () => {
  const tag = (keys: readonly string[], resourceArn = ARN) =>
    client.send(new TagResourceCommand({ resourceArn, tags: keys.map((key) => ({ key, value: 'v' })) }));
  const keysOf = async (resourceArn: string) => {
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
    return tags?.map(({ key }) => key);
  };

  it('are put, taken and listed; a version has none', async () => {
    const { stateMachineVersionArn = '' } = await create({ publish: true });
    await tag(['a', 'b']);
    await client.send(new UntagResourceCommand({ resourceArn: ARN, tagKeys: ['a', 'c'] }));
    expect(await keysOf(ARN)).toEqual(['b']);
    expect(await keysOf(stateMachineVersionArn)).toEqual([]);
  });

  it('are 50 at most, and none of them reserved', async () => {
    await create();
    await expect(tag(['aws:a'])).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await tag(Array.from({ length: 50 }, (_, n) => `k${n}`));
    await tag(['k7']);
    await expect(tag(['k50'])).rejects.toMatchObject({ name: 'TooManyTags' });
  });

  it('belong to what exists', async () => {
    await expect(tag(['a'], `${ARN}x`)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(tag(['a'], 'nothing')).rejects.toMatchObject({ name: 'InvalidArn' });
  });
});
