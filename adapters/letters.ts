import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type Instant, instantOf } from '#domain/time.ts';

/** Dead-letter queues: what could not be delivered, and waits for the operator. */
export type Letters = {
  /** How many lie there, and up to ten of them; whoever else looks sees them too. */
  peekLetters(queueUrl: string): Promise<{ readonly count: number; readonly letters: readonly Letter[] }>;
  /**
   * Takes one letter out for good: `work` does with it what it was for, then it is deleted; when `work` throws, it lies
   * there again. False when no such letter is found (in a long queue: not among those that were handed out now).
   */
  takeLetter(queueUrl: string, id: string, work: (letter: Letter) => Promise<void>): Promise<boolean>;
};

export type Letter = { readonly id: string; readonly body: string; readonly sentAt: Instant };

/** SQS hands out ten at most, of a standard queue any ten. */
const AT_ONCE = 10;
const MOST_LOOKS = 20;
/** Longer than the function runs. */
const HIDDEN_SECONDS = 60;
/**
 * Without waiting SQS asks some of its servers only, and finds nothing in a queue with a handful of messages.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
 */
const EVERY_SERVER_SECONDS = 1;

type Held = Letter & { readonly handle: string };
type Looking = { readonly hidden: number; readonly wait: number };

async function receive(
  client: SQSClient,
  queueUrl: string,
  { hidden, wait }: Looking,
): Promise<readonly Held[]> {
  const answer = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: AT_ONCE,
      VisibilityTimeout: hidden,
      WaitTimeSeconds: wait,
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return (answer.Messages ?? []).map(({ MessageId = '', Body = '', ReceiptHandle = '', Attributes }) => ({
    id: MessageId,
    body: Body,
    handle: ReceiptHandle,
    sentAt: instantOf(Number(Attributes?.SentTimestamp ?? 0)),
  }));
}

async function letGo(client: SQSClient, queueUrl: string, held: readonly Held[]): Promise<void> {
  const commands = held.map(
    ({ handle }) =>
      new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: handle, VisibilityTimeout: 0 }),
  );
  await Promise.all(commands.map((command) => client.send(command)));
}

/** The letter with that id, and the others that had to be hidden to find it. */
async function find(client: SQSClient, queueUrl: string, id: string) {
  const others: Held[] = [];
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const found = await receive(client, queueUrl, { hidden: HIDDEN_SECONDS, wait: EVERY_SERVER_SECONDS });
    others.push(...found.filter((letter) => letter.id !== id));
    const wanted = found.find((letter) => letter.id === id);
    if (wanted !== undefined || found.length === 0) return { wanted, others };
  }
  return { wanted: undefined, others };
}

export function createLetters(client: SQSClient): Letters {
  return {
    peekLetters: async (queueUrl) => {
      const answer = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: queueUrl,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      const { ApproximateNumberOfMessages: seen = '0', ApproximateNumberOfMessagesNotVisible: hidden = '0' } =
        answer.Attributes ?? {};
      // The queue is empty on most days, and nobody waits then.
      const wait = Number(seen) > 0 ? EVERY_SERVER_SECONDS : 0;
      const letters = await receive(client, queueUrl, { hidden: 0, wait });
      return {
        count: Math.max(Number(seen) + Number(hidden), letters.length),
        letters: letters.map(({ id, body, sentAt }) => ({ id, body, sentAt })),
      };
    },
    takeLetter: async (queueUrl, id, work) => {
      const { wanted, others } = await find(client, queueUrl, id);
      try {
        if (wanted === undefined) return false;
        await work({ id: wanted.id, body: wanted.body, sentAt: wanted.sentAt });
        await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: wanted.handle }));
        return true;
      } catch (error) {
        if (wanted !== undefined) await letGo(client, queueUrl, [wanted]);
        throw error;
      } finally {
        await letGo(client, queueUrl, others);
      }
    },
  };
}
