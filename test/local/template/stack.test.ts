import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadTemplate } from '#local/template/stack.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An assembly of one stack with this template, as CDK would write it. */
function assembly(template: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  folders.push(folder);
  const artifacts = {
    Demo: {
      type: 'aws:cloudformation:stack',
      environment: 'aws://unknown-account/unknown-region',
      properties: { templateFile: 'Demo.template.json' },
    },
    'Demo.assets': { type: 'cdk:asset-manifest', properties: { file: 'Demo.assets.json' } },
  };
  const files = {
    abc: {
      source: { path: 'asset.abc', packaging: 'zip' },
      destinations: { here: { objectKey: 'abc.zip' } },
    },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(folder, 'Demo.assets.json'), JSON.stringify({ files }));
  writeFileSync(join(folder, 'Demo.template.json'), JSON.stringify(template));
  return folder;
}

const load = (template: object) => loadTemplate(assembly(template), { publicHost: '127.0.0.1:4300' });

describe('a template', () => {
  it('gives physical names, ARNs and attributes as AWS would, dependencies first', () => {
    const template = load({
      Parameters: { Stage: { Type: 'String', Default: 'dev' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: {
        Fn: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Environment: {
              Variables: {
                TABLE: { Ref: 'Table' },
                URL: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': 'Site.DomainName' }]] },
              },
            },
          },
        },
        Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'fixed' } },
        Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
        Site: { Type: 'AWS::CloudFront::Distribution', Properties: {} },
        OnlyProd: { Type: 'AWS::SQS::Queue', Condition: 'IsProd', Properties: {} },
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
      },
      Outputs: { Name: { Value: { Ref: 'Fn' } } },
    });
    expect(template.resources.map((resource) => resource.logicalId)).toEqual([
      'Role',
      'Table',
      'Site',
      'Fn',
      'Version',
    ]);
    const [fn] = template.ofType('AWS::Lambda::Function');
    expect(fn?.name).toMatch(/^Demo-Fn-[A-Z0-9]{12}$/);
    expect(fn?.arn).toBe(`arn:aws:lambda:ap-southeast-1:000000000000:function:${fn?.name}`);
    const [table] = template.ofType('AWS::DynamoDB::Table');
    expect(fn?.properties).toEqual({
      Role: 'arn:aws:iam::000000000000:role/fixed',
      Environment: { Variables: { TABLE: table?.name, URL: 'http://127.0.0.1:4300' } },
    });
    expect(template.ofType('AWS::Lambda::Version')[0]?.ref).toBe(`${fn?.arn}:1`);
    expect(template.outputs).toEqual({ Name: fn?.name });
    expect(template.asset('abc.zip')).toMatch(/asset\.abc$/);
    expect(() => template.asset('nope.zip')).toThrow('nope.zip');
  });

  it('keeps names from start to start', () => {
    const declared = { Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: {} } } };
    expect(load(declared).resources[0]?.name).toBe(load(declared).resources[0]?.name);
  });

  it('refuses an unknown type, naming type and logical id', () => {
    const template = {
      Resources: { Cluster: { Type: 'AWS::ECS::Cluster' }, T: { Type: 'AWS::DynamoDB::Table' } },
    };
    expect(() => load(template)).toThrow(
      'the host does not know the resource type AWS::ECS::Cluster (Cluster in stack Demo)',
    );
  });

  it('names the resource with a fragment that does not resolve', () => {
    const attribute = { 'Fn::GetAtt': ['T', 'Colour'] };
    const template = {
      Resources: {
        T: { Type: 'AWS::DynamoDB::Table' },
        R: { Type: 'AWS::IAM::Role', Properties: { Description: attribute } },
      },
    };
    expect(() => load(template)).toThrow(
      'R (AWS::IAM::Role): the host does not know the attribute Colour of AWS::DynamoDB::Table (T)',
    );
  });

  it('refuses a circle and an assembly that is not there', () => {
    const circle = {
      Resources: {
        A: { Type: 'AWS::IAM::Role', Properties: { Description: { Ref: 'B' } } },
        B: { Type: 'AWS::IAM::Role', Properties: { Description: { Ref: 'A' } } },
      },
    };
    expect(() => load(circle)).toThrow('A -> B -> A');
    expect(() => loadTemplate('/nowhere', { publicHost: 'x' })).toThrow('does not exist');
  });
});
