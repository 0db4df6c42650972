#!/usr/bin/env python3
"""An external simulator: a ball thrown at 60 m/s through air that drags with the speed's square.

--x sets the angle, from 10 degrees (0) to 80 (1); --y the drag, from none (0) to 0.02 per metre (1).
Prints range and height in m, and the time in the air in s, each as NAME = VALUE.
"""
import argparse
import math

GRAVITY = 9.81
SPEED = 60.0
STEP = 0.01


def slope(state, drag):
    """The time derivative of place and velocity."""
    _, _, u, v = state
    speed = math.hypot(u, v)
    return (u, v, -drag * speed * u, -GRAVITY - drag * speed * v)


def advance(state, drag):
    """One step of the Runge-Kutta method of fourth order."""
    def moved(by, share):
        return tuple(value + share * STEP * change for value, change in zip(state, by))

    first = slope(state, drag)
    second = slope(moved(first, 0.5), drag)
    third = slope(moved(second, 0.5), drag)
    fourth = slope(moved(third, 1), drag)
    return tuple(
        value + STEP / 6 * (a + 2 * b + 2 * c + d)
        for value, a, b, c, d in zip(state, first, second, third, fourth))


def main():
    parser = argparse.ArgumentParser(description="A ball thrown through air.")
    parser.add_argument("--x", type=float, required=True, help="the angle, 0 to 1")
    parser.add_argument("--y", type=float, required=True, help="the drag, 0 to 1")
    settings = parser.parse_args()
    if not (0 <= settings.x <= 1 and 0 <= settings.y <= 1):
        parser.error("--x and --y lie between 0 and 1")
    angle, drag = math.radians(10 + 70 * settings.x), 0.02 * settings.y
    state, time, height = (0.0, 0.0, SPEED * math.cos(angle), SPEED * math.sin(angle)), 0.0, 0.0
    while True:
        before, state = state, advance(state, drag)
        height = max(height, state[1])
        if state[1] < 0:
            break
        time += STEP
    # The last step crosses the ground: the share of it that is above.
    share = before[1] / (before[1] - state[1])
    print("range =", before[0] + share * (state[0] - before[0]))
    print("height =", height)
    print("time =", time + share * STEP)


if __name__ == "__main__":
    main()
