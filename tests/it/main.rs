//! The one integration binary: acts, jobs and the API against real databases, and the house rules.

#![expect(clippy::unwrap_used, reason = "a test may fall over")]

mod access;
mod app;
mod architecture;
mod audit;
mod ballots;
mod bank;
mod beside;
mod bounces;
mod calendar;
mod clients;
mod conversations;
mod counting;
mod disclosure;
mod door;
mod draws;
mod erasure;
mod feedback;
mod ground;
mod import;
mod lists;
mod local;
mod login;
mod members;
mod nested;
mod paper;
mod post;
mod preflight;
mod retention;
mod roles;
mod round_link;
mod rounds;
mod seats;
mod sharing;
mod staff;
mod tables;
mod talking;
mod two_halves;
mod voting;
mod workshop;
