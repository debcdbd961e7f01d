import { HealthPolicy } from '@mcpm/domain';
import { describe, expect, test } from 'vitest';
import { judge, noHealthRecord, readyHealthRecord, type HealthRecord } from '../../src/decide/health-verdict.ts';
import { Ward } from './ward.ts';

const policy = HealthPolicy.parse({});
/** The verdicts after each of the checks: `+` is an answer, `-` none. */
const verdicts = (checks: string) => {
  let record: HealthRecord = readyHealthRecord;
  return checks.split('').map((check) => {
    record = judge(record, check === '+', policy);
    return record.verdict;
  });
};

describe('the verdict', () => {
  test('M17: is failing from the first failure until three successes in a row, however the process flaps', () => {
    expect(verdicts('+-+-++')).toEqual(['healthy', 'failing', 'failing', 'failing', 'failing', 'failing']);
    expect(verdicts('+-+++').slice(2)).toEqual(['failing', 'failing', 'healthy']);
  });

  test('M17: one failure alone does not change the health', () => {
    const record = judge(judge(noHealthRecord, true, policy), false, policy);
    expect([record.health, record.verdict]).toEqual(['healthy', 'failing']);
  });

  test('P21: alternating pass and fail is unhealthy at the third failure of five', () => {
    expect(verdicts('+-+-+-').at(-1)).toBe('unhealthy');
  });

  test('P19: is none before the first answer', () => {
    expect(verdicts('------')).toEqual(Array.from({ length: 6 }, () => undefined));
  });
});

describe('what is told and kept', () => {
  test('M17: flapping is one event, and its end another', async () => {
    const ward = new Ward();
    ward.script = [true, false, true, true, false, true, true, true];
    ward.health.startHealthCheck('petstore');
    await ward.pass(200_000);
    expect(ward.verdicts.map(({ verdict }) => verdict)).toEqual(['healthy', 'failing', 'healthy']);
    expect(ward.health.verdictsOf('petstore')).toEqual(ward.verdicts);
    expect(ward.verdicts[1]).toMatchObject({ id: 'petstore', runId: 1, detail: 'no answer within 5000 ms' });
    ward.health.stopHealthCheck('petstore');
  });

  test('every check is kept with its time, the last fifty of them, until the process is forgotten', async () => {
    const ward = new Ward();
    ward.health.startHealthCheck('petstore');
    await ward.turn();
    for (let count = 0; count < 60; count += 1) await ward.health.performHealthCheck('petstore');
    const history = ward.health.historyOf('petstore');
    expect(history).toHaveLength(50);
    expect(history).toEqual(ward.checks.slice(-50));
    expect(history.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
    ward.health.forget('petstore');
    expect(ward.health.historyOf('petstore')).toEqual([]);
    expect(ward.clock.pending).toBe(0);
  });
});
