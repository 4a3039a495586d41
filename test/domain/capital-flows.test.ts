import { describe, expect, test } from 'vitest';
import { flowsOf, pictureOf } from '#domain/capital-flows.ts';
import { Project } from '#domain/project.ts';
import { line, project, ty } from './capital-samples.ts';

const [a, b, c] = ['A', 'B', 'C'].map((key) => project(key, { planned: 100 }));
const [x, y] = ['X', 'Y'].map((key) => project(key, { planned: 0, absorbable: 500 }));
if (!(a && b && c && x && y)) throw new Error('samples');

test('the donors of a move are poured into its recipients in the order of the lines', () => {
  const move = { donors: [line(a, 30), line(b, 20)], recipients: [line(x, 40), line(y, 10)] };
  expect(flowsOf(move)).toMatchObject([
    { from: { projectId: a.id }, to: { projectId: x.id }, amount: ty(30) },
    { from: { projectId: b.id }, to: { projectId: x.id }, amount: ty(10) },
    { from: { projectId: b.id }, to: { projectId: y.id }, amount: ty(10) },
  ]);
});

describe('the picture of the year', () => {
  const moves = [
    { donors: [line(a, 30)], recipients: [line(x, 30)] },
    { donors: [line(a, 10), line(b, 20)], recipients: [line(y, 30)] },
  ];
  const held = Project.parse({ ...b, reserved: { out: ty(20), in: 0 } });

  test('adds up flows between the same two, and shows what has no recipient yet', () => {
    const picture = pictureOf({
      moves: [...moves, { donors: [line(a, 5)], recipients: [line(x, 5)] }],
      idle: [held, c],
      most: 12,
    });
    expect(picture.donors.map(({ projectId, amount }) => [projectId, amount])).toEqual([
      [b.id, ty(100)],
      [c.id, ty(100)],
      [a.id, ty(45)],
    ]);
    expect(picture.recipients.map(({ projectId, amount }) => [projectId, amount])).toEqual([
      [x.id, ty(35)],
      [y.id, ty(30)],
    ]);
    expect(picture.links).toContainEqual({ from: 2, to: 0, amount: ty(35) });
    expect(picture.links).toContainEqual({ from: 0, to: null, amount: ty(80) });
    expect(picture.unplaced).toBe(ty(180));
  });

  test('names the largest and puts the rest together; no sum changes by that', () => {
    const taken = Project.parse({ ...c, reserved: { out: ty(100), in: 0 } });
    const picture = pictureOf({ moves, idle: [held, taken], most: 1 });
    expect(picture.donors).toEqual([{ projectId: null, name: null, projects: 2, amount: ty(140) }]);
    expect(picture.recipients).toEqual([{ projectId: null, name: null, projects: 2, amount: ty(60) }]);
    expect(picture.links).toEqual([
      { from: 0, to: 0, amount: ty(60) },
      { from: 0, to: null, amount: ty(80) },
    ]);
    const two = pictureOf({ moves, idle: [], most: 2 });
    expect(two.recipients.map(({ projectId }) => projectId)).toEqual([x.id, y.id]);
    expect(two.donors.map(({ name }) => name)).toEqual([a.name, b.name]);
  });
});
