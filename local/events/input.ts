/**
 * What a target is given: the whole event, a part of it (InputPath), a constant (Input) or a template (InputTransformer).
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */

export type TargetInput = {
  readonly input?: string | undefined;
  readonly inputPath?: string | undefined;
  readonly transformer?:
    | { readonly paths: Readonly<Record<string, string>>; readonly template: string }
    | undefined;
};

/** The rule that sent the event, for the reserved variables of a template. */
export type RuleNames = { readonly ruleArn: string; readonly ruleName: string; readonly at: string };

/** The value at `$.a.b[0]`; undefined where the event has none. */
export function atPath(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$/, '').match(/[^.[\]'"]+/g) ?? [];
  let value: unknown = event;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === step)?.[1];
  }
  return value;
}

function variable(name: string, event: unknown, names: RuleNames): unknown {
  const reserved: Readonly<Record<string, unknown>> = {
    'aws.events.rule-arn': names.ruleArn,
    'aws.events.rule-name': names.ruleName,
    'aws.events.event.ingestion-time': names.at,
    'aws.events.event': event,
    'aws.events.event.json': event,
  };
  return reserved[name];
}

/** A variable between quotes becomes text inside the string; a bare one becomes JSON. */
function fill(template: string, lookUp: (name: string) => unknown): string {
  return template.replace(/"((?:[^"\\]|\\.)*)"|<([\w.-]+)>/g, (_, quoted?: string, bare?: string) => {
    if (bare !== undefined) return JSON.stringify(lookUp(bare) ?? null);
    return `"${(quoted ?? '').replace(/<([\w.-]+)>/g, (mark, name: string) => {
      const value = lookUp(name);
      if (value === undefined) return mark.startsWith('<aws.') ? mark : '';
      const inner = typeof value === 'string' ? value : JSON.stringify(value);
      return JSON.stringify(inner).slice(1, -1);
    })}"`;
  });
}

/** The text that the target receives: JSON, or plain text when a template does not make JSON. */
export function inputFor(target: TargetInput, event: unknown, names: RuleNames): string {
  if (target.input !== undefined) return target.input;
  if (target.inputPath !== undefined) return JSON.stringify(atPath(event, target.inputPath) ?? null);
  if (target.transformer === undefined) return JSON.stringify(event);
  const { paths, template } = target.transformer;
  return fill(template, (name) => {
    const path = paths[name];
    return path === undefined ? variable(name, event, names) : atPath(event, path);
  });
}
