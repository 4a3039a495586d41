/** What the template says about mail: identities that may send, configuration sets, where their events go. */

import * as z from 'zod';
import type { ResolvedResource } from '#local/http/resources.ts';
import { looseBoolean, resourcesOfType, UnsupportedResource } from '#local/http/resources.ts';

export type MailEventType = 'SEND' | 'DELIVERY' | 'BOUNCE' | 'COMPLAINT' | 'REJECT';

export type ConfigurationSet = {
  readonly name: string;
  /** Reasons (BOUNCE, COMPLAINT) that put an address on the suppression list. */
  readonly suppressedReasons: readonly string[];
  readonly sendingEnabled: boolean;
  /** Event bus ARNs with the kinds of events that go there. */
  readonly destinations: readonly { readonly busArn: string; readonly types: readonly string[] }[];
};

export type MailDefinition = {
  /** Address or domain → its default configuration set. */
  readonly identities: ReadonlyMap<string, string | undefined>;
  readonly configurationSets: ReadonlyMap<string, ConfigurationSet>;
};

const identitySchema = z.object({
  EmailIdentity: z.string(),
  ConfigurationSetAttributes: z.object({ ConfigurationSetName: z.string().optional() }).prefault({}),
});
const setSchema = z.object({
  Name: z.string().optional(),
  SuppressionOptions: z
    .object({ SuppressedReasons: z.array(z.string()).default(['BOUNCE', 'COMPLAINT']) })
    .prefault({}),
  SendingOptions: z.object({ SendingEnabled: looseBoolean.default(true) }).prefault({}),
});
const destinationSchema = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: looseBoolean.default(true),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.object({ EventBusArn: z.string() }).optional(),
    CloudWatchDestination: z.unknown().optional(),
  }),
});

/**
 * Reads `AWS::SES::EmailIdentity`, `AWS::SES::ConfigurationSet` and its event destinations. Events go to EventBridge;
 * CloudWatch destinations only count and are left out; any other destination stops the start.
 */
export function parseMail(resources: readonly ResolvedResource[]): MailDefinition {
  const destinations = resourcesOfType(
    resources,
    'AWS::SES::ConfigurationSetEventDestination',
    destinationSchema,
  ).flatMap(({ logicalId, properties }) => {
    const { Enabled, EventBridgeDestination, CloudWatchDestination, MatchingEventTypes } =
      properties.EventDestination;
    if (EventBridgeDestination === undefined && CloudWatchDestination === undefined) {
      throw new UnsupportedResource(logicalId, 'the local host sends mail events to EventBridge only');
    }
    if (!Enabled || EventBridgeDestination === undefined) return [];
    const types = MatchingEventTypes.map((type) => type.toUpperCase());
    return [{ set: properties.ConfigurationSetName, busArn: EventBridgeDestination.EventBusArn, types }];
  });
  const sets = resourcesOfType(resources, 'AWS::SES::ConfigurationSet', setSchema).map(
    ({ ref, properties }) => {
      const name = properties.Name ?? ref;
      return [
        name,
        {
          name,
          suppressedReasons: properties.SuppressionOptions.SuppressedReasons,
          sendingEnabled: properties.SendingOptions.SendingEnabled,
          destinations: destinations.filter(({ set }) => set === name),
        },
      ] as const;
    },
  );
  const identities = resourcesOfType(resources, 'AWS::SES::EmailIdentity', identitySchema).map(
    ({ properties }) =>
      [
        properties.EmailIdentity.toLowerCase(),
        properties.ConfigurationSetAttributes.ConfigurationSetName,
      ] as const,
  );
  return { identities: new Map(identities), configurationSets: new Map(sets) };
}

/** The identity that a sender's address falls under: itself, its domain, or a domain above it. */
export function identityFor(definition: MailDefinition, address: string): string | undefined {
  const lower = address.toLowerCase();
  if (definition.identities.has(lower)) return lower;
  const labels = (lower.split('@')[1] ?? '').split('.');
  return labels
    .map((_, index) => labels.slice(index).join('.'))
    .find((domain) => definition.identities.has(domain));
}
