import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * A bucket as the interface that other constructs take. Under exactOptionalPropertyTypes the CDK's class does not fit its
 * own interface (`isWebsite` may be undefined), so it is asked at run time what the compiler cannot be told.
 */
export function asInterface(bucket: unknown): IBucket {
  if (!isBucket(bucket)) throw new Error('not a bucket');
  return bucket;
}

function isBucket(value: unknown): value is IBucket {
  return value instanceof Bucket;
}
