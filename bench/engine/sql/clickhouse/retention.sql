-- A bit a week of each customer; a cohort's returns are counts of shifted bits.
SELECT intDiv(first - $begin, $week) AS cohort, count(),
    $clickhouse_back
FROM (
    SELECT min(time) AS first, groupBitOr(bitShiftLeft(toUInt32(1), intDiv(time - $begin, $week))) AS weeks
    FROM events
    WHERE time < $end
    GROUP BY customer
)
WHERE first >= $begin AND first < $begin + $cohorts * $week
GROUP BY cohort
SETTINGS optimize_aggregation_in_order = 1
