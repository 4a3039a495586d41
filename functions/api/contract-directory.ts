import * as z from 'zod';
import { Calendar } from '#domain/calendar.ts';
import { CalendarChange } from '#domain/calendar-change.ts';
import { OfficeId, UnitCode } from '#domain/ids.ts';
import { OfficeKind } from '#domain/office.ts';
import { OfficeCommand } from '#domain/office-change.ts';
import { text } from '#domain/text.ts';
import { endpoint, get, post } from './endpoint.ts';
import { ALL_ROLES, CITY_ROLES, type Role } from './roles.ts';
import { PageQuery, pageOf } from './views.ts';
import {
  CalendarPreview,
  DirectoryRow,
  LogView,
  OfficeChangePreview,
  OfficeDetail,
} from './views-directory.ts';

const officeParams = z.object({ officeId: OfficeId });

/** Who may change people: absences are noted by more than those who correct addresses and appoint. */
const KEEPERS: readonly Role[] = ['operator', 'staff', 'leadership'];
const OPERATOR: readonly Role[] = ['operator'];

export const DIRECTORY_ENDPOINTS = {
  listDirectory: endpoint({
    ...get,
    operation: 'listDirectory',
    path: '/api/directory',
    functionName: 'directory-query',
    access: CITY_ROLES,
    summary:
      'Offices with their people, absences, mail and waiting cases. With `state` or `q` a page can hold fewer than its limit; `cursor` says whether there is more',
    query: PageQuery.extend({
      unit: UnitCode.optional(),
      kind: OfficeKind.optional(),
      state: z.enum(['vacant', 'absent', 'bounced']).optional(),
      q: z.string().max(100).optional(),
    }),
    response: pageOf(DirectoryRow),
  }),
  getOfficeDetail: endpoint({
    ...get,
    operation: 'getOfficeDetail',
    path: '/api/directory/offices/{officeId}/detail',
    functionName: 'directory-query',
    access: CITY_ROLES,
    summary: 'An office: its people in time, what it is asked, and the log of its changes',
    params: officeParams,
    response: OfficeDetail,
  }),
  getOfficeLog: endpoint({
    ...get,
    operation: 'getOfficeLog',
    path: '/api/directory/offices/{officeId}/log',
    functionName: 'directory-query',
    access: CITY_ROLES,
    summary: 'The log of an office, newest first, hash-chained',
    params: officeParams,
    query: PageQuery,
    response: LogView,
  }),
  previewOfficeChange: endpoint({
    ...post,
    status: 200,
    operation: 'previewOfficeChange',
    path: '/api/directory/offices/{officeId}/preview',
    functionName: 'directory-query',
    access: KEEPERS,
    summary: 'What a change of the people of an office would do; nothing is written',
    params: officeParams,
    body: z.strictObject({ command: OfficeCommand }),
    response: OfficeChangePreview,
  }),
  changeOffice: endpoint({
    ...post,
    status: 200,
    operation: 'changeOffice',
    path: '/api/directory/offices/{officeId}/changes',
    functionName: 'directory-command',
    access: KEEPERS,
    summary:
      'Appoints, ends a membership, records or cancels an absence, corrects an address; the log says who and why. Staff and leadership record and cancel absences only',
    params: officeParams,
    body: z.strictObject({ command: OfficeCommand, reason: text(300), version: z.int().nonnegative() }),
    response: OfficeDetail,
  }),
  previewCalendar: endpoint({
    ...post,
    status: 200,
    operation: 'previewCalendar',
    path: '/api/directory/calendar/preview',
    functionName: 'directory-query',
    access: OPERATOR,
    summary:
      'Which running deadlines a change of the calendar would move, a page at a time; nothing is written',
    query: PageQuery.extend({ limit: z.coerce.number().int().min(1).max(200).default(200) }),
    body: CalendarChange,
    response: CalendarPreview,
  }),
  changeCalendar: endpoint({
    ...post,
    status: 200,
    operation: 'changeCalendar',
    path: '/api/directory/calendar',
    functionName: 'directory-command',
    access: OPERATOR,
    summary:
      'Records a new version of the calendar; running deadlines then move, later only. `baseVersion`: the version that was previewed',
    body: z.strictObject({ change: CalendarChange, baseVersion: text(40) }),
    response: Calendar,
  }),
  getCalendarLog: endpoint({
    ...get,
    operation: 'getCalendarLog',
    path: '/api/directory/calendar/log',
    functionName: 'directory-query',
    access: ALL_ROLES,
    summary: 'The changes of the calendar, newest first, hash-chained',
    query: PageQuery,
    response: LogView,
  }),
} as const;
