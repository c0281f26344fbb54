SELECT
    touchpoint,
    countIf(begins),
    countIf(ends),
    countIf(begins AND ends),
    sumIf(time - before, NOT begins),
    count(),
    countIf(before = 0)
FROM (
    SELECT
        touchpoint,
        time,
        lagInFrame(time) OVER journey AS before,
        leadInFrame(time, 1, 9223372036854775807) OVER journey AS after,
        time - before >= $gap AS begins,
        after - time >= $gap AS ends
    FROM events
    WHERE time >= $begin AND time < $end
    WINDOW journey AS (PARTITION BY customer ORDER BY time ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)
)
GROUP BY touchpoint
