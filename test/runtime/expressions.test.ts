/** What one JSONata expression may take, at the very bounds that were measured on AWS, and what it is refused with. */
import { describe, expect, it } from 'vitest';
import { StateError } from '#runtime/core/errors.ts';
import { evaluate } from './evaluate.ts';
import { Bench } from './harness.ts';

function refusal(text: string): string | undefined {
  try {
    evaluate(text);
    return undefined;
  } catch (error) {
    if (error instanceof StateError && error.failure.error === 'States.QueryEvaluationError')
      return error.failure.cause?.replace(/^.* threw an error during evaluation/s, '');
    throw error;
  }
}

const MEMORY = ': Expression evaluation memory limit exceeded: Check for excessive memory usage';
const TIME = ': Expression evaluation timeout: Check for infinite loop';
const STACK =
  ': Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as tail-recursive. Depth=101 max=100';

const doubled = (times: number): string =>
  `($p := function($s, $n){ $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p("x", ${times})))`;
const summed = (times: number): string => `($f := function($n){ $n = 0 ? 0 : 1 + $f($n - 1) }; $f(${times}))`;
const plus = (terms: number): string => Array.from({ length: terms }, () => '1').join('+');
const wrapped = (times: number, [open, close]: [string, string]): string =>
  `${open.repeat(times)}1${close.repeat(times)}`;
const nested = (step: string): string =>
  `($f := function($a, $n){ $n = 0 ? $a : $f(${step}, $n - 1) }; $f([1], 60))`;

describe('an expression', () => {
  it.each([
    ['a list', '$count([1..873782])', 873_782, '[1..873783] ~> $count()'],
    ['$range', '$count($range(1, 360145, 1))', 360_145, '$range(1, 360146, 1)'],
    ['a text', doubled(22), 2 ** 22, doubled(23)],
  ])('has room for %s up to its bound', (_, fits, value, over) => {
    expect(evaluate(fits)).toBe(value);
    expect(refusal(over)).toBe(MEMORY);
  });

  it.each([
    ['calls', summed(31), 31, summed(32)],
    ['operators', plus(100), 100, plus(101)],
    ['blocks', wrapped(99, ['(', ')']), 1, wrapped(100, ['(', ')'])],
  ])('nests %s 100 deep', (_, fits, value, over) => {
    expect(evaluate(fits)).toBe(value);
    expect(refusal(over)).toBe(STACK);
  });

  it.each([
    ['a huge width', '$pad("", 1000000000)'],
    ['a huge range', '$range(1, 1000000000, 1)'],
    ['a huge list', '$sum([1..10000000000])'],
    ['texts joined', '($b := $pad("", 4000000); $join([$b, $b]))'],
    ['a text that replaces many', '$replace($pad("", 100000, "a"), "a", $pad("", 1000000, "b"))'],
    ['lists of lists', '[1..873782].[1..873782]'],
    ['lists made in a function', '$map([1..873782], function($i){ [1..873782] })'],
    [
      'texts made in a function',
      '($b := $pad("", 6000000); $map([1..800000], function($i){ $uppercase($b) }))',
    ],
    ['a join of lists', '[1..800000]@$x.[1..800000]@$y.{"x": $x}'],
    ['objects that share their parts', nested('{"a": $a, "b": $a}')],
    ['pairs that share their parts', nested('$zip($a, $a)')],
  ])('is refused for want of memory: %s', (_, text) => {
    expect(refusal(text)).toBe(MEMORY);
  });

  it.each([
    ['a loop without an end', '($f := function($x){ $f($x + 1) }; $f(1))'],
    ['a regular expression that goes back over and over', '$match($pad("", 40, "a") & "b", /^(a+)+$/)'],
  ])('is refused for want of time: %s', (_, text) => {
    expect(refusal(text)).toBe(TIME);
  });

  it.each([
    ['$eval', '$eval("1+1")', '. T1006: Attempted to invoke a non-function'],
    ['a picture without digits', '$formatNumber(1, "x")', expect.stringMatching(/^\. D3086: /)],
  ])('names the code of other faults: %s', (_, text, told) => {
    expect(refusal(text)).toEqual(told);
  });

  it('sorts lists of any length, equal items in their order', () => {
    expect(evaluate('$sum($sort([1..40000]))')).toBe(800_020_000);
    expect(evaluate('[3, 1, 2].{"k": $ % 2, "v": $}^(k).v')).toEqual([2, 3, 1]);
    expect(evaluate('$count([1..20000]^(>$))')).toBe(20_000);
  });

  it.each([
    ['1 / 0', 'Infinity'],
    ['[0 / 0]', ['NaN']],
  ])('%s is a word', (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });

  it('leaves its refusal to Catch, and the engine unharmed', async () => {
    const bench = await Bench.open();
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'caught', Next: 'C' }];
    const branch = {
      StartAt: 'B',
      States: { B: { Type: 'Pass', Output: '{% $pad("", 1e9) %}', End: true } },
    };
    const ended = await bench.run({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Parallel', Branches: [branch], Catch, End: true }, C: { Type: 'Succeed' } },
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 'caught' });
  });
});
