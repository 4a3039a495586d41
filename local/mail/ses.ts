/**
 * The wire of Amazon SES v2 (REST JSON): SendEmail, the suppression list, GetEmailIdentity.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/Welcome.html
 */

import * as z from 'zod';
import type { AwsPlace } from '#local/http/aws-answers.ts';
import { answering, jsonAnswer, jsonFault, parseBody } from '#local/http/aws-answers.ts';
import { decoded } from '#local/http/routes.ts';
import type { MailDefinition } from '#local/mail/definition.ts';
import { identityFor } from '#local/mail/definition.ts';
import { bareAddress, parseSend, readMail, senderOf } from '#local/mail/outgoing.ts';
import type { PostOffice } from '#local/mail/post-office.ts';
import type { MailStore, Suppression } from '#local/mail/store.ts';
import type { AwsRequest, HostClock, IntendedAction, LocalService } from '#local/service.ts';
import { AwsFault } from '#local/service.ts';

export type SesParts = {
  readonly definition: MailDefinition;
  readonly store: MailStore;
  readonly office: PostOffice;
  readonly clock: HostClock;
  readonly place: AwsPlace;
};

type Operation = {
  readonly method: string;
  readonly path: RegExp;
  readonly intent: (request: AwsRequest, name: string) => readonly IntendedAction[];
  readonly run: (request: AwsRequest, name: string) => unknown;
};

const putSchema = z.object({ EmailAddress: z.string(), Reason: z.enum(['BOUNCE', 'COMPLAINT']) });

function suppressed({ address, reason, at }: Suppression): object {
  return { EmailAddress: address, Reason: reason, LastUpdateTime: at / 1000 };
}

/** A configuration set that is used must be allowed too; a raw mail asks for SendRawEmail besides. */
function sendIntent({ definition, place }: SesParts, request: AwsRequest): readonly IntendedAction[] {
  const input = parseSend(request.body);
  const sender = senderOf(input);
  const arn = (kind: string, name: string): string =>
    `arn:aws:ses:${place.region}:${place.accountId}:${kind}/${name}`;
  const identity = identityFor(definition, sender) ?? sender;
  const set = input.ConfigurationSetName ?? definition.identities.get(identity);
  const { ToAddresses, CcAddresses, BccAddresses } = input.Destination;
  const context = {
    'ses:FromAddress': sender,
    'ses:Recipients': [...ToAddresses, ...CcAddresses, ...BccAddresses].map(bareAddress),
  };
  const resources = [
    arn('identity', identity),
    ...(set === undefined ? [] : [arn('configuration-set', set)]),
  ];
  const actions = input.Content.Raw === undefined ? ['ses:SendEmail'] : ['ses:SendEmail', 'ses:SendRawEmail'];
  return actions.map((action) => ({ action, resources, context }));
}

function suppressionOperations({ store, clock }: SesParts): readonly Operation[] {
  const needs = (action: string) => () => [{ action: `ses:${action}`, resources: ['*'] }];
  const missing = (address: string): never => {
    throw new AwsFault(
      'NotFoundException',
      `Email address ${address} does not exist on your suppression list.`,
      404,
    );
  };
  return [
    {
      method: 'GET',
      path: /^\/v2\/email\/suppression\/addresses\/([^/]+)$/,
      intent: needs('GetSuppressedDestination'),
      run: (_, address) => ({
        SuppressedDestination: suppressed(store.suppression(address) ?? missing(address)),
      }),
    },
    {
      method: 'DELETE',
      path: /^\/v2\/email\/suppression\/addresses\/([^/]+)$/,
      intent: needs('DeleteSuppressedDestination'),
      run: async (_, address) => {
        if (store.suppression(address) === undefined) missing(address);
        await store.release(address);
      },
    },
    {
      method: 'PUT',
      path: /^\/v2\/email\/suppression\/addresses$/,
      intent: needs('PutSuppressedDestination'),
      run: async (request) => {
        const { EmailAddress, Reason } = parseBody(putSchema, request.body, 'BadRequestException');
        await store.suppress({ address: EmailAddress, reason: Reason, at: clock.now() });
      },
    },
    {
      method: 'GET',
      path: /^\/v2\/email\/suppression\/addresses$/,
      intent: needs('ListSuppressedDestinations'),
      run: (request) => {
        const reasons = request.query.getAll('Reason');
        const listed = store
          .suppressions()
          .filter(({ reason }) => reasons.length === 0 || reasons.includes(reason));
        return { SuppressedDestinationSummaries: listed.map(suppressed) };
      },
    },
  ];
}

function operationsOf(parts: SesParts): readonly Operation[] {
  const { definition, office, place } = parts;
  return [
    {
      method: 'POST',
      path: /^\/v2\/email\/outbound-emails$/,
      intent: (request) => sendIntent(parts, request),
      run: async (request) => ({ MessageId: await office.post(await readMail(parseSend(request.body))) }),
    },
    ...suppressionOperations(parts),
    {
      method: 'GET',
      path: /^\/v2\/email\/identities\/([^/]+)$/,
      intent: (_, name) => [
        {
          action: 'ses:GetEmailIdentity',
          resources: [`arn:aws:ses:${place.region}:${place.accountId}:identity/${name}`],
        },
      ],
      run: (_, name) => {
        if (!definition.identities.has(name.toLowerCase())) {
          throw new AwsFault('NotFoundException', `Email identity ${name} does not exist.`, 404);
        }
        const set = definition.identities.get(name.toLowerCase());
        return {
          IdentityType: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
          VerifiedForSendingStatus: true,
          VerificationStatus: 'SUCCESS',
          ...(set === undefined ? {} : { ConfigurationSetName: set }),
        };
      },
    },
  ];
}

export function sesService(parts: SesParts): LocalService {
  const operations = operationsOf(parts);
  const find = (request: AwsRequest): { operation: Operation; name: string } => {
    for (const operation of operations) {
      const found = operation.method === request.method ? operation.path.exec(request.path) : null;
      if (found !== null) return { operation, name: decoded(found[1] ?? '') };
    }
    throw new AwsFault(
      'NotFoundException',
      `The local SES does not know ${request.method} ${request.path}`,
      404,
    );
  };
  return {
    service: 'ses',
    intent: (request) => {
      const { operation, name } = find(request);
      return operation.intent(request, name);
    },
    handle: async (request) =>
      answering(async () => {
        const { operation, name } = find(request);
        return jsonAnswer((await operation.run(request, name)) ?? {});
      }, jsonFault),
  };
}
