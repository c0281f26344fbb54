-- A bit a week of each customer; a cohort's returns are counts of shifted bits.
SELECT (first - $begin) // $week AS cohort, count(*),
    $duckdb_back
FROM (
    SELECT min(time) AS first, bit_or(1::INTEGER << (greatest(time - $begin, 0) // $week)::INTEGER) AS weeks
    FROM events
    WHERE time < $end
    GROUP BY customer
)
WHERE first >= $begin AND first < $begin + $cohorts::BIGINT * $week
GROUP BY cohort
