import { describe, expect, test } from 'vitest';
import { chooseList } from '../../../src/tools/lazy/choose-list.ts';

const auto = { lazy: 'auto', listBudget: 1_000 } as const;

describe('chooseList', () => {
  test('a list within its budget is listed, one over it is not', () => {
    expect(chooseList(auto, 10, () => 100)).toEqual({ lazy: false, tokens: 1_000 });
    expect(chooseList(auto, 10, () => 101)).toEqual({ lazy: true, tokens: 1_010 });
  });

  test('every tool is looked at once as long as the budget lasts', () => {
    for (const count of [1, 2, 3, 10, 97, 100, 845]) {
      const places: number[] = [];
      chooseList({ ...auto, listBudget: 1e9 }, count, (place) => places.push(place));
      expect(places.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: count }, (_, place) => place),
      );
    }
  });

  test('tools beyond the budget are not looked at, and what they cost is projected from all over the list', () => {
    let looked = 0;
    const choice = chooseList(auto, 1_000, (place) => {
      looked += 1;
      return place < 500 ? 10 : 30;
    });
    expect(looked).toBeLessThan(60);
    expect(choice.lazy).toBe(true);
    expect(choice.tokens).toBeGreaterThan(18_000);
    expect(choice.tokens).toBeLessThan(22_000);
  });

  test('a budget of 0 lists nothing but an empty document', () => {
    expect(chooseList({ lazy: 'auto', listBudget: 0 }, 1, () => 1).lazy).toBe(true);
    expect(chooseList({ lazy: 'auto', listBudget: 0 }, 0, () => 1).lazy).toBe(false);
  });

  test('what was asked for is done without counting', () => {
    const count = (): number => {
      throw new Error('nobody asked for the tokens');
    };
    expect(chooseList({ lazy: 'never', listBudget: 0 }, 9, count)).toEqual({ lazy: false });
    expect(chooseList({ lazy: 'always', listBudget: 9e9 }, 9, count)).toEqual({ lazy: true });
    expect(chooseList({ lazy: 'always', listBudget: 9e9 }, 0, count)).toEqual({ lazy: false });
  });
});
