import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { asInterface } from '../cdk-types.ts';
import type { Place } from '../names.ts';

/** Half a written file is worth nothing after this. */
const ABANDONED_UPLOAD = Duration.days(7);
/** Long enough to see who fetched a document after somebody has complained. */
const ACCESS_LOG_DAYS = Duration.days(400);

const IMPORTS_KEPT = Duration.days(30);

/** The three buckets: signed documents, the built web app, and who asked for which object. */
export class Storage extends Construct {
  readonly documents: Bucket;
  readonly site: Bucket;

  constructor(scope: Construct, id: string, props: { readonly place: Place }) {
    super(scope, id);
    const { settings } = props.place;
    const keep = settings.deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const common: BucketProps = {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: keep,
    };
    const abandoned = { abortIncompleteMultipartUploadAfter: ABANDONED_UPLOAD };
    const accessLogs = new Bucket(this, 'AccessLogs', {
      ...common,
      lifecycleRules: [{ ...abandoned, expiration: ACCESS_LOG_DAYS }],
    });
    const logged = { ...common, serverAccessLogsBucket: asInterface(accessLogs) };
    this.documents = new Bucket(this, 'Documents', {
      ...logged,
      versioned: true,
      serverAccessLogsPrefix: 'documents/',
      // The presigned URL is the right to send one file of one length and checksum; who asked for it was checked before.
      cors: [
        {
          allowedMethods: [HttpMethods.PUT],
          allowedOrigins: [settings.publicDomain === null ? '*' : `https://${settings.publicDomain.name}`],
          allowedHeaders: ['content-type', 'x-amz-checksum-sha256'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [
        { ...abandoned, noncurrentVersionExpiration: Duration.days(settings.documentRetentionDays) },
        // A spreadsheet and its preview: what was imported stands in the records. Of two rules S3 keeps the shorter.
        {
          prefix: 'imports/',
          expiration: IMPORTS_KEPT,
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
    this.site = new Bucket(this, 'Site', {
      ...logged,
      versioned: true,
      serverAccessLogsPrefix: 'site/',
      // The files of a deployment are the repository's; older ones only help to go back a step.
      lifecycleRules: [{ ...abandoned, noncurrentVersionExpiration: Duration.days(30) }],
    });
  }
}
