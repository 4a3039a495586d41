import { expect, test } from 'vitest';
import { Attachment, MOST_ATTACHMENT_BYTES, nameFitsType, typeOfName } from '#domain/attachment.ts';
import { sha } from './builders.ts';

test.each([
  ['anh.JPG', 'image/jpeg'],
  ['anh.jpeg', 'image/jpeg'],
  ['biên bản.pdf', 'application/pdf'],
  ['a.b.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['virus.exe', null],
  ['trang.html', null],
  ['pdf', 'application/pdf'],
])('%s is of type %s', (name, type) => {
  expect(typeOfName(name)).toBe(type);
});

test('a name that ends otherwise than its type does not fit', () => {
  expect(nameFitsType({ name: 'anh.jpg.exe', type: 'image/jpeg' })).toBe(false);
  expect(nameFitsType({ name: 'anh.png', type: 'image/jpeg' })).toBe(false);
});

test('ten megabytes are taken and one byte more is not', () => {
  const file = { name: 'a.pdf', type: 'application/pdf', sha256: sha('a') };
  expect(Attachment.safeParse({ ...file, bytes: MOST_ATTACHMENT_BYTES }).success).toBe(true);
  expect(Attachment.safeParse({ ...file, bytes: MOST_ATTACHMENT_BYTES + 1 }).success).toBe(false);
});
