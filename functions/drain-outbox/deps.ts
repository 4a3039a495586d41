import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createMail, type Mail } from '#adapters/mail.ts';
import { createStates, type States } from '#adapters/states.ts';
import type { AskContextVerbs } from '../ask-context.ts';
import { lazily } from '../boundary.ts';
import { type State, state } from '../state.ts';
import type { UndeliverableVerbs } from '../undeliverable.ts';
import { config } from './config.ts';

export type Deps = AskContextVerbs &
  UndeliverableVerbs &
  Pick<State, 'calendarOf' | 'findOutboxItem' | 'getOffice' | 'latestLadder' | 'markDone' | 'openApprovals'> &
  Pick<Mail, 'sendMail'> &
  Pick<States, 'answerToken' | 'startExecution'> & {
    /** Where the links of mails lead, without a slash at the end. */
    readonly baseUrl: string;
    readonly unblockProjectArn: string;
    readonly reallocateCapitalArn: string;
  };

const records = state(config);

export const dependencies: () => Deps = lazily(() => {
  const environment = config.parse(process.env);
  const { MAIL_FROM: from, MAIL_CONFIGURATION_SET: configurationSet } = environment;
  return {
    ...records(),
    ...createStates(new SFNClient({})),
    ...createMail(new SESv2Client({}), { from, configurationSet }),
    baseUrl: environment.PUBLIC_BASE_URL,
    unblockProjectArn: environment.UNBLOCK_PROJECT_ARN,
    reallocateCapitalArn: environment.REALLOCATE_CAPITAL_ARN,
  };
});
