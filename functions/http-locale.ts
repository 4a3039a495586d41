import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Locale } from '#domain/text.ts';

type Wanted = { readonly tag: string; readonly weight: number };

/** `vi-VN;q=0.8` */
function wanted(part: string): Wanted {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { tag, weight: Number.isFinite(Number(weight)) ? Number(weight) : 0 };
}

/** The language to answer in: `?lang=`, else what `Accept-Language` likes best of ours, else Vietnamese. */
export function localeOf(event: Pick<APIGatewayProxyEventV2, 'headers' | 'queryStringParameters'>): Locale {
  const accepted = (event.headers['accept-language'] ?? '')
    .split(',')
    .map(wanted)
    .filter(({ weight }) => weight > 0)
    .toSorted((left, right) => right.weight - left.weight)
    .map(({ tag }) => tag.split('-')[0]);
  const choices = [event.queryStringParameters?.['lang'], ...accepted];
  return choices.map((choice) => Locale.safeParse(choice)).find(({ success }) => success)?.data ?? 'vi';
}
