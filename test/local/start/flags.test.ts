import { describe, expect, it } from 'vitest';
import { asksForHelp, parseFlags } from '#local/start/flags.ts';

describe('the flags of npm start', () => {
  it('have defaults', () => {
    expect(parseFlags([], '/project')).toEqual({
      port: 4300,
      dataDir: '/project/.data',
      fresh: false,
      seed: true,
      quiet: false,
      portfolio: {},
    });
  });

  it('are read', () => {
    const flags = parseFlags(
      ['--port', '0', '--data', 'elsewhere', '--fresh', '--no-seed', '--quiet'],
      '/project',
    );
    expect(flags).toEqual({
      port: 0,
      dataDir: '/project/elsewhere',
      fresh: true,
      seed: false,
      quiet: true,
      portfolio: {},
    });
  });

  it.each(['--help', '-h'])('are told to whoever asks with %s', (flag) => {
    expect(asksForHelp(['--port', '4300', flag])).toBe(true);
    expect(asksForHelp(['--fresh'])).toBe(false);
  });

  it.each([
    [['--port', 'many'], '--port must be a number from 0 to 65535, not "many"'],
    [['--port', '65536'], '--port must be a number'],
    [['--port=-1'], '--port must be a number'],
    [['--colour'], "Unknown option '--colour'"],
    [['rest'], "Unexpected argument 'rest'"],
    [['--data', ''], '--data needs a folder'],
  ])('refuse %j in one line', (args, message) => {
    expect(() => parseFlags(args, '/project')).toThrow(message);
    expect(() => parseFlags(args, '/project')).toThrow(/^[^\n]*usage: npm start[^\n]*$/);
  });
});
