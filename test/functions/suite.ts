/** What the suites of functions begin with: a store of their own, and a city on it. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type DynamoServer, startDynoxide } from '#test/adapters/dynamo/server.ts';
import { City } from './city.ts';

/** Takes the new city, and makes of it what the tests begin with. */
type Begin = (city: City, server: DynamoServer) => unknown;

/** A store while the tests run; answers where it is. */
function store(then: (server: DynamoServer) => unknown): () => DynamoServer {
  let running: DynamoServer | undefined;
  const now = () => {
    if (running === undefined) throw new Error('the store runs only while a test does');
    return running;
  };
  beforeAll(async () => {
    running = await startDynoxide();
    await then(running);
  });
  afterAll(() => running?.stop());
  return now;
}

/** A city of its own for each test. */
export function cityForEach(begin: Begin): void {
  const server = store(() => undefined);
  beforeEach(async () => {
    await begin(await City.found(server().endpoint), server());
  });
}

/** One city for all tests of the suite. */
export function cityForAll(begin: Begin): void {
  store(async (server) => begin(await City.found(server.endpoint), server));
}
