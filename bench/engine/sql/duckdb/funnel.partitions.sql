WITH steps AS (
    SELECT customer, time, touchpoint FROM events
    WHERE time >= $begin AND time < $end AND touchpoint IN ($steps)
),
one AS (
    SELECT *, max(CASE touchpoint WHEN $step1 THEN time END) OVER (PARTITION BY customer ORDER BY time) AS s1
    FROM steps
),
two AS (
    SELECT *, max(CASE WHEN touchpoint = $step2 AND time - s1 <= $window THEN s1 END)
        OVER (PARTITION BY customer ORDER BY time) AS s2
    FROM one
),
three AS (
    SELECT *, max(CASE WHEN touchpoint = $step3 AND time - s2 <= $window THEN s2 END)
        OVER (PARTITION BY customer ORDER BY time) AS s3
    FROM two
),
levels AS (
    SELECT max(CASE
        WHEN touchpoint = $step4 AND time - s3 <= $window THEN 4
        WHEN touchpoint = $step3 AND time - s2 <= $window THEN 3
        WHEN touchpoint = $step2 AND time - s1 <= $window THEN 2
        WHEN touchpoint = $step1 THEN 1 ELSE 0 END) AS level
    FROM three
    GROUP BY customer
)
SELECT level, count(*) FROM levels GROUP BY level
