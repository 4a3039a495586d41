import { Aws, Duration, Fn, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StringAttribute,
  UserPool,
  UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Role } from '#functions/api/roles.ts';
import { CODE, INVITATION_DAYS, invitation } from '../account-mails.ts';
import { nameOf, type Place, pascal } from '../names.ts';

/** What an account may be; the API reads it from `cognito:groups`. Descriptions are for the operator who adds people. */
const GROUPS = {
  reporter: 'Reports blockers of its own unit and answers questions',
  reviewer: 'Decides what its office is asked',
  leadership: 'Reads the escalation queue, urges, reassigns, decides where idle capital goes',
  staff: 'Prepares and appraises moves of capital, records signed documents',
  councilClerk: "Records resolutions of the People's Council",
  operator: 'Watches, recovers, keeps the directory of offices',
  auditor: 'Reads everything, changes nothing',
} as const satisfies Record<Role, string>;

/** Which office an account acts for, and which units it may see. Set by an operator: an account cannot write them itself. */
const OFFICE_ATTRIBUTES = ['officeId', 'unitCodes'] as const;

/** Leadership and staff sign in here. Officials who only answer mailed asks need no account. */
export class Accounts extends Construct {
  readonly pool: UserPool;
  readonly #place: Place;
  readonly #domainPrefix: string;
  /** Where the web app is served from; known once its client is added. */
  #home = '';

  constructor(scope: Construct, id: string, props: { readonly place: Place }) {
    super(scope, id);
    this.#place = props.place;
    const { settings } = props.place;
    this.pool = new UserPool(this, 'Pool', {
      userPoolName: nameOf(props.place, 'accounts'),
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      // By its address an account acts as a member of its office: a new one counts when its mailbox has confirmed it.
      keepOriginal: { email: true },
      userInvitation: {
        emailSubject: invitation('').emailSubject,
        emailBody: Lazy.string({ produce: () => invitation(this.#home).emailBody }),
      },
      userVerification: CODE,
      standardAttributes: {
        email: { required: true, mutable: true },
        fullname: { required: false, mutable: true },
        locale: { required: false, mutable: true },
      },
      customAttributes: Object.fromEntries(
        OFFICE_ATTRIBUTES.map((name) => [name, new StringAttribute({ mutable: true, maxLen: 2048 })]),
      ),
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(INVITATION_DAYS),
      },
      mfa: settings.multiFactor === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL,
      // A text message can be taken over with the telephone number.
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: settings.deletionProtection,
      removalPolicy: settings.deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // Prefixes are shared by all of AWS in a region, so the account's number keeps this one ours.
    this.#domainPrefix = Fn.join('-', [nameOf(props.place, 'sign-in'), Aws.ACCOUNT_ID]);
    this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix: this.#domainPrefix } });
    for (const [groupName, description] of Object.entries(GROUPS)) {
      new CfnUserPoolGroup(this, `${pascal(groupName)}Group`, {
        userPoolId: this.pool.userPoolId,
        groupName,
        description,
      });
    }
  }

  /** Where people sign in; its paths are Cognito's (`/oauth2/authorize`, `/oauth2/token`, `/logout`). */
  get signInUrl(): string {
    return Fn.join('', ['https://', this.#domainPrefix, `.auth.${Stack.of(this).region}.amazoncognito.com`]);
  }

  /** Where the web app sends people to sign in, and where it reads the keys of their tokens. */
  get signInOrigins(): readonly string[] {
    const { region, urlSuffix } = Stack.of(this);
    return [this.signInUrl, Fn.join('', [`https://cognito-idp.${region}.`, urlSuffix])];
  }

  /** The web app as a client: a public one, so code with PKCE and no secret. `home` is where it is served from. */
  addClient(home: string): UserPoolClient {
    this.#home = home;
    const at = (path: string): string => Fn.join('', [home, path]);
    return new UserPoolClient(this, 'Client', {
      userPool: this.pool,
      userPoolClientName: nameOf(this.#place, 'web'),
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [at('/'), at('/signed-in')],
        logoutUrls: [at('/')],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(30),
      idTokenValidity: Duration.minutes(30),
      // One working day: nobody signs in twice in it, and a lost tablet is shut out by the next.
      refreshTokenValidity: Duration.hours(10),
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true, emailVerified: true, fullname: true, locale: true })
        .withCustomAttributes(...OFFICE_ATTRIBUTES),
      // Without this list an account could give itself another office.
      writeAttributes: new ClientAttributes().withStandardAttributes({
        email: true,
        fullname: true,
        locale: true,
      }),
    });
  }
}
