import type { CaseBase } from './case.ts';
import { Refusal } from './errors.ts';
import type { OfficeId } from './ids.ts';
import { type Ladder, officeOfUnit, type Rung } from './ladder.ts';

/** A rung with the office that is asked on it, and the offices of the project's other units, which are told. */
export type Seat = { readonly rung: Rung; readonly office: OfficeId; readonly others: readonly OfficeId[] };

type Placed = Pick<CaseBase, 'owner' | 'units' | 'category' | 'reportedBy'>;

/** Refuses `ladder.unknownRung`. */
export function rungOf(ladder: Ladder, number: number): Rung {
  const rung = ladder.rungs.find((each) => each.number === number);
  if (rung === undefined) throw new Refusal('ladder.unknownRung', { rung: number });
  return rung;
}

/** The offices of a rung for a case: the one that is asked first, then (district rungs) those of the other units. */
function officesOfRung(rung: Rung, place: Placed, ladder: Ladder): OfficeId[] {
  const { departmentByCategory, defaultDepartment, cityChairman, standingCommittee } = ladder.offices;
  switch (rung.office) {
    case 'owner':
      return [place.owner];
    case 'districtChair':
      return place.units.map((unit) => officeOfUnit('districtChair', unit));
    case 'districtSecretary':
      return place.units.map((unit) => officeOfUnit('districtSecretary', unit));
    case 'department':
      return [departmentByCategory[place.category] ?? defaultDepartment];
    case 'cityChairman':
      return [cityChairman];
    case 'standingCommittee':
      return [standingCommittee];
  }
}

/** The rungs whose office may decide, from the bottom: the office that reported the blocker is passed over. */
export function seatsOf(place: Placed, ladder: Ladder): Seat[] {
  return ladder.rungs
    .toSorted((left, right) => left.number - right.number)
    .flatMap((rung) => {
      const [office, ...others] = officesOfRung(rung, place, ladder);
      return office === undefined || office === place.reportedBy ? [] : [{ rung, office, others }];
    });
}

/** The next rung above `number` whose office may decide; null at the top. */
export function seatAbove(place: Placed, ladder: Ladder, number: number): Seat | null {
  return seatsOf(place, ladder).find(({ rung }) => rung.number > number) ?? null;
}

/**
 * The rung `number`, or the next above it whose office may decide, or else the highest below. When no office of the whole
 * ladder may decide, the duty office is asked on the top rung: a case never waits on nobody.
 */
export function seatFrom(place: Placed, ladder: Ladder, number: number): Seat {
  const seats = seatsOf(place, ladder);
  const seat = seats.find(({ rung }) => rung.number >= number) ?? seats.at(-1);
  if (seat !== undefined) return seat;
  const top = Math.max(0, ...ladder.rungs.map((rung) => rung.number));
  return { rung: rungOf(ladder, top), office: ladder.offices.duty, others: [] };
}

/** Where a case begins, by its authority level as the ladder says. Silence leads up from there as from anywhere. */
export function firstSeat(place: Placed & Pick<CaseBase, 'authorityLevel'>, ladder: Ladder): Seat {
  return seatFrom(place, ladder, ladder.firstRung?.[place.authorityLevel] ?? 0);
}
