-- One window over the whole table, in the order it is stored in.
SELECT before, touchpoint, count(), avg(time - before_time)
FROM (
    SELECT
        customer,
        touchpoint,
        time,
        lagInFrame(customer, 1, 4294967295) OVER stored AS before_customer,
        lagInFrame(touchpoint) OVER stored AS before,
        lagInFrame(time) OVER stored AS before_time
    FROM events
    WHERE time >= $begin AND time < $end AND touchpoint > 0
    WINDOW stored AS (ORDER BY customer, time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
)
WHERE before_customer = customer
GROUP BY before, touchpoint
