import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CATALOGUE, type FunctionSpec } from '#functions/catalogue.ts';
import { functionNames } from '#infra/bundle.ts';
import { LIBRARY_VARIABLE_NAMES } from '#infra/constructs/product-function.ts';
import {
  type ReadTemplate,
  type Resource,
  roleOf,
  type Statement,
  statementsByRole,
  templatesOf,
} from './templates.ts';

const Shape = z.object({
  FunctionName: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  Architectures: z.array(z.string()),
  Runtime: z.string(),
  Handler: z.string(),
  Timeout: z.number(),
  MemorySize: z.number(),
  TracingConfig: z.object({ Mode: z.string() }),
  LoggingConfig: z.object({ LogFormat: z.string(), LogGroup: z.object({ Ref: z.string() }) }),
});

const PREFIX = 'khoi-thong-production-';
let main: ReadTemplate;
let functions: ReadonlyMap<string, Resource>;
let statements: ReadonlyMap<string, readonly Statement[]>;

beforeAll(async () => {
  ({ main } = await templatesOf('production'));
  functions = new Map(
    main
      .ofType('AWS::Lambda::Function')
      .map((resource) => [Shape.parse(resource.Properties).FunctionName.slice(PREFIX.length), resource]),
  );
  statements = statementsByRole(main);
});

function statementsOf(name: string): readonly Statement[] {
  const resource = functions.get(name);
  if (resource === undefined) throw new Error(`no function ${name}`);
  return statements.get(roleOf(resource)) ?? [];
}

const actionsOf = (name: string): readonly string[] => statementsOf(name).flatMap(({ Action }) => Action);

const WRITES = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
];

describe('functions in the template', () => {
  it('are those of the catalogue, no more and no fewer', () => {
    expect([...functions.keys()].toSorted()).toEqual([...functionNames()].toSorted());
  });

  it('have a role each that nothing else has', () => {
    const roles = [
      ...main.ofType('AWS::Lambda::Function'),
      ...main.ofType('AWS::StepFunctions::StateMachine'),
    ].map(roleOf);
    expect(new Set(roles).size).toBe(roles.length);
  });

  it.each(functionNames())(
    '%s gets exactly the variables of its schema and those of the libraries',
    (name) => {
      const spec: FunctionSpec = CATALOGUE[name];
      const { Variables } = Shape.parse(functions.get(name)?.Properties).Environment;
      expect(Object.keys(Variables).toSorted()).toEqual(
        [...Object.keys(spec.config.shape), ...LIBRARY_VARIABLE_NAMES].toSorted(),
      );
    },
  );

  it.each(functionNames())('%s runs, logs and is traced as all do', (name) => {
    const shape = Shape.parse(functions.get(name)?.Properties);
    expect(shape).toMatchObject({
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: CATALOGUE[name].timeoutSeconds,
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
    const log = main.resources.find(({ id }) => id === shape.LoggingConfig.LogGroup.Ref);
    expect(log?.Properties['RetentionInDays']).toBe(731);
  });

  it('give a solver a whole processor, so that its plan does not hang on the clock', () => {
    const solvers = functionNames().filter((name) => {
      const { solver = false }: FunctionSpec = CATALOGUE[name];
      return solver;
    });
    expect(solvers.toSorted()).toEqual(['draft-move', 'plan-moves']);
    for (const name of solvers) {
      expect(Shape.parse(functions.get(name)?.Properties).MemorySize).toBeGreaterThanOrEqual(1769);
    }
  });

  it.each(functionNames())('%s may do what the catalogue says and nothing beside it', (name) => {
    const spec: FunctionSpec = CATALOGUE[name];
    const actions = actionsOf(name);
    const writes = spec.registry === 'write' || spec.outbox === 'write';
    const reads = writes || spec.registry === 'read' || spec.outbox === 'read';
    expect(actions.includes('dynamodb:GetItem')).toBe(reads);
    expect(actions.includes('dynamodb:Query')).toBe(reads);
    for (const action of WRITES) expect(actions.includes(action)).toBe(writes);
    expect(actions.includes('states:StartExecution')).toBe(spec.rights.includes('startExecution'));
    expect(actions.includes('states:SendTaskSuccess')).toBe(spec.rights.includes('sendTask'));
    expect(actions.includes('ses:SendEmail')).toBe(spec.rights.includes('sendMail'));
  });
});

describe('policies in the template', () => {
  it('never allow a scan', () => {
    expect(main.text).not.toMatch(/dynamodb:(Scan|PartiQL\w*)/);
  });

  it('name every action in full', () => {
    const wild = [...statements.values()]
      .flat()
      .flatMap(({ Action }) => Action.filter((one) => one.includes('*')));
    expect(wild).toEqual([]);
  });

  it('name every resource, but for traces and the delivery of logs, which have none to name', () => {
    const everywhere = [...statements.values()]
      .flat()
      .filter(({ Resource: resource }) => resource.includes('*'));
    const services = new Set(everywhere.flatMap(({ Action }) => Action));
    expect([...services].toSorted()).toEqual([
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  it('attach no policy that AWS may change', () => {
    const managed = main
      .ofType('AWS::IAM::Role')
      .flatMap(({ Properties }) => Properties['ManagedPolicyArns'] ?? []);
    expect(managed).toEqual([]);
  });
});
