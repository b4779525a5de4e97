//! The only floor that speaks HTTP. Parse, guard, call one act, answer; it never sees the store.

pub mod access;
pub mod address;
pub mod api_client;
pub mod assets;
pub mod audit;
pub mod ballot_box;
pub mod bank;
pub mod branch;
pub mod conversation;
pub mod conversation_form;
pub mod conversation_view;
pub mod demo;
pub mod desk_conversation;
pub mod desk_conversation_view;
pub mod desk_draw_view;
pub mod door;
pub mod draw;
pub mod draw_view;
pub mod drawing;
pub mod feedback;
pub mod feedback_view;
pub mod guard;
pub mod interest;
pub mod joining;
pub mod limit;
pub mod list;
pub mod login;
pub mod me;
pub mod meta;
pub mod open_data;
pub mod other_half;
pub mod packing;
pub mod pages;
pub mod pause;
pub mod picture;
pub mod preview;
pub mod problem;
pub mod public_round;
pub mod report;
pub mod round_form;
pub mod round_view;
pub mod seating;
pub mod seating_view;
pub mod shared_side;
pub mod slim;
pub mod staff_round;
pub mod staff_round_view;
pub mod theme;
pub mod token;
pub mod tokens;
pub mod unsubscribe;
pub mod voter;
pub mod welcome;
pub mod withdrawal;
pub mod wrap;

use utoipa_actix_web::service_config::ServiceConfig;

/// A handler's answer: JSON, or a refusal.
pub type Answer<T> = Result<actix_web::web::Json<T>, problem::Problem>;

/// A body that says nothing: `{}`.
#[derive(serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Empty {}

/// All routes under `/api/v1`. One line for each noun.
pub fn platform_routes(config: &mut ServiceConfig) {
    meta::routes(config);
    public_round::routes(config);
    picture::routes(config);
    feedback::routes(config);
    voter::routes(config);
    interest::routes(config);
    shared_side::routes(config);
    conversation::routes(config);
    desk_conversation::routes(config);
    draw::routes(config);
    seating::routes(config);
    report::routes(config);
    pause::routes(config);
    branch::routes(config);
    staff_round::routes(config);
    bank::routes(config);
    withdrawal::routes(config);
    audit::routes(config);
    access::routes(config);
    welcome::routes(config);
    api_client::routes(config);
    open_data::routes(config);
    login::routes(config);
    me::routes(config);
    unsubscribe::routes(config);
    demo::routes(config);
}

/// All routes under `/box/v1`. One line for each noun.
pub fn box_routes(config: &mut ServiceConfig) {
    ballot_box::routes(config);
    list::routes(config);
    other_half::routes(config);
}
