import * as z from 'zod';
import { Office } from '../domain/office.ts';
import type { Unit } from '../domain/unit.ts';
import { localized, Pair } from './localized.ts';
import cityData from './offices-city.json' with { type: 'json' };
import districtData from './offices-district.json' with { type: 'json' };
import leadershipData from './offices-leadership.json' with { type: 'json' };
import { mailNames, units } from './units.ts';

/** Reserved by RFC 2606: no mail can ever reach anybody. */
const MAIL_DOMAIN = 'hcmc.example';
const SINCE = '2021-01-01';
const SAMPLE = {
  kind: 'illustrative',
  note: 'Cơ quan có thật; người giữ là chức danh, địa chỉ thư là địa chỉ mẫu dưới .example',
} as const;

/** A post and the local part of its sample address. */
const Post = z.object({ post: Pair, mail: z.string(), locale: z.enum(['vi', 'en']).default('vi') });
const OfficeRow = z.object({
  id: z.string(),
  kind: z.string(),
  name: Pair,
  holder: Post,
  deputies: z.array(Post).min(1),
});
type OfficeRow = z.infer<typeof OfficeRow>;

/** Posts stand where names would: no person is named, and nobody is away. */
function memberOf({ post, mail, locale }: z.infer<typeof Post>, to: string | undefined) {
  return {
    name: post[0],
    post: localized(post),
    email: `${mail}@${MAIL_DOMAIN}`,
    locale,
    from: SINCE,
    ...(to === undefined ? {} : { to }),
    absences: [],
  };
}

/** The people of a unit's offices act until the unit ends. */
function officeOf({ id, kind, name, holder, deputies }: OfficeRow, unit?: Unit): Office {
  return Office.parse({
    id,
    kind,
    name: localized(name),
    ...(unit === undefined ? {} : { unit: unit.code }),
    holders: [memberOf(holder, unit?.validTo)],
    deputies: deputies.map((deputy) => memberOf(deputy, unit?.validTo)),
    provenance: SAMPLE,
    version: 0,
  });
}

/** How the Party committee of a unit is called: "Quận ủy Bình Thạnh", "Quận ủy Quận 8", "Huyện ủy Củ Chi". */
function partyCommittee({ kind, name }: Unit): { party: string; partyMail: string } {
  const bare = name.vi.replace(/^(Quận|Huyện|Thành phố) (?=\D)/, '');
  if (kind === 'city') return { party: `Thành ủy ${bare}`, partyMail: 'thanhuy' };
  return kind === 'ruralDistrict'
    ? { party: `Huyện ủy ${bare}`, partyMail: 'huyenuy' }
    : { party: `Quận ủy ${bare}`, partyMail: 'quanuy' };
}

/** The template with the unit's words put in: the first of a pair is Vietnamese, the second English. */
function districtRow(template: OfficeRow, unit: Unit): OfficeRow {
  const { code, name } = unit;
  const words = { ...partyCommittee(unit), code, mail: mailNames.get(code) ?? code };
  const fill = (text: string, unitName: string) =>
    Object.entries({ ...words, unit: unitName }).reduce(
      (filled, [key, word]) => filled.replaceAll(`{${key}}`, word),
      text,
    );
  const pair = ([vi, en]: z.infer<typeof Pair>): z.infer<typeof Pair> => [
    fill(vi, name.vi),
    fill(en, name.en),
  ];
  const id = fill(template.id, name.vi);
  const locale = districtData.englishReaders.includes(id) ? 'en' : 'vi';
  const post = (row: z.infer<typeof Post>) =>
    ({ post: pair(row.post), mail: fill(row.mail, name.vi), locale }) as const;
  return {
    id,
    kind: template.kind,
    name: pair(template.name),
    holder: post(template.holder),
    deputies: template.deputies.map(post),
  };
}

const templates = z.array(OfficeRow).parse(districtData.offices);

/** Every office that can be asked: four of each unit, then owners, departments, leadership, legal path, duty. */
export const offices: readonly Office[] = [
  ...units.flatMap((unit) => templates.map((template) => officeOf(districtRow(template, unit), unit))),
  ...z
    .array(OfficeRow)
    .parse([...cityData.offices, ...leadershipData.offices])
    .map((row) => officeOf(row)),
];
